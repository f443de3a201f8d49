import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { type TouchScope, touchScope } from './touch-scope.ts';

const givePseudonymsStatement = {
  name: 'give_pseudonyms',
  sql: `INSERT INTO person_pseudonyms
    SELECT {tenant:String}, entity_id, concat('p-', lower(hex(randomString(8)))) FROM (
      SELECT DISTINCT entity_id FROM touched_entities
      WHERE batch_id IN {batches:Array(String)} AND tenant = {tenant:String} AND entity_kind = 'person'
        AND entity_id NOT IN (SELECT person_id FROM person_pseudonyms WHERE tenant = {tenant:String})
        AND entity_id NOT IN (SELECT entity_id FROM raw_events WHERE tenant = {tenant:String} AND entity_kind = 'erasure'))`,
  parameters: touchScope,
};

/** Gives a random pseudonym to whoever of the touched people has none. */
export function givePseudonyms(warehouse: Warehouse, where: TouchScope): Promise<void> {
  return warehouse.run(givePseudonymsStatement, where);
}

const erasedPeople = {
  name: 'erased_people',
  sql: `SELECT DISTINCT entity_id AS personId FROM touched_entities
    WHERE batch_id IN {batches:Array(String)} AND tenant = {tenant:String} AND entity_kind = 'erasure'
      AND entity_id IN (
        SELECT person_id FROM person_pseudonyms WHERE tenant = {tenant:String}
        UNION ALL SELECT person_id FROM coaching_pseudonyms WHERE tenant = {tenant:String})`,
  parameters: touchScope,
  row: z.object({ personId: z.string() }),
};

const forgetPseudonymsStatements = ['person_pseudonyms', 'coaching_pseudonyms'].map((table) => ({
  name: `forget_${table}`,
  sql: `DELETE FROM ${table} WHERE tenant = {tenant:String} AND person_id IN {people:Array(String)}`,
  parameters: z.object({ tenant: z.string(), people: z.array(z.string()) }),
}));

/** With it goes the only way from what was exported back to an erased person. */
export async function forgetPseudonyms(warehouse: Warehouse, where: TouchScope): Promise<void> {
  const people = (await warehouse.read(erasedPeople, where)).map(({ personId }) => personId);
  if (people.length === 0) return;
  await forgetPseudonymsOf(warehouse, where.tenant, people);
}

/** The same for people who are erased in the system of record now: until then it may have told the warehouse of them again. */
export async function forgetPseudonymsOf(
  warehouse: Warehouse,
  tenant: string,
  people: readonly string[],
): Promise<void> {
  for (const statement of forgetPseudonymsStatements) {
    await warehouse.run(statement, { tenant, people: [...people] });
  }
}
