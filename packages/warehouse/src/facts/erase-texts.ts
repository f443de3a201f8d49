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

const countTexts = {
  name: 'count_texts_to_erase',
  sql: `SELECT count() AS count FROM event_texts WHERE ${touchedTexts}`,
  parameters: touchScope,
  row: z.object({ count: z.number() }),
};

const deleteTexts = {
  name: 'erase_texts',
  sql: `DELETE FROM event_texts WHERE ${touchedTexts}`,
  parameters: touchScope,
};

/** Deletes the names and texts of erased people, whether the erasure or the texts arrived in these batches. */
export async function eraseTexts(warehouse: Warehouse, where: TouchScope): Promise<void> {
  const [texts] = await warehouse.read(countTexts, where);
  if (texts !== undefined && texts.count > 0) await warehouse.run(deleteTexts, where);
}
