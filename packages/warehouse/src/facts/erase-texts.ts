import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { type TouchScope, touchScope } from './touch-scope.ts';

const touchedTexts = `tenant = {tenant:String} AND person_id IN (
    SELECT entity_id FROM raw_events WHERE tenant = {tenant:String} AND entity_kind = 'erasure')
  AND (person_id IN (
      SELECT entity_id FROM touched_entities
      WHERE batch_id IN {batches:Array(String)} AND tenant = {tenant:String} AND entity_kind IN ('person', 'erasure'))
    OR (entity_kind, entity_id) IN (
      SELECT entity_kind, entity_id FROM touched_entities WHERE batch_id IN {batches:Array(String)} AND tenant = {tenant:String}))`;

// Whom first, then the deletion by their names: a replica that is behind may not decide by itself who was erased.
const peopleWithTexts = {
  name: 'people_with_texts_to_erase',
  sql: `SELECT DISTINCT person_id AS personId FROM event_texts WHERE ${touchedTexts}`,
  parameters: touchScope,
  row: z.object({ personId: z.string() }),
};

const deleteTexts = {
  name: 'erase_texts',
  sql: `DELETE FROM event_texts WHERE tenant = {tenant:String} AND person_id IN {people:Array(String)}`,
  parameters: z.object({ tenant: z.string(), people: z.array(z.string()) }),
};

/** Deletes the names and texts of erased people, whether the erasure or the texts arrived in these batches. */
export async function eraseTexts(warehouse: Warehouse, where: TouchScope): Promise<void> {
  const people = (await warehouse.read(peopleWithTexts, where)).map(({ personId }) => personId);
  if (people.length > 0) await warehouse.run(deleteTexts, { tenant: where.tenant, people });
}
