import type { KeptDeadLetter } from '@stepup/contracts';
import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { headColumns, isKeptSql, letterRow } from './letter-row.ts';
import type { LetterTenants } from './list-dead-letters.ts';

const deadLettersById = {
  name: 'dead_letters_by_id',
  sql: `SELECT ${headColumns}, value FROM dead_letters FINAL WHERE ${isKeptSql} AND id IN {ids:Array(String)} ORDER BY tenant, id`,
  parameters: z.object({ tenants: z.array(z.string()), ids: z.array(z.string()) }),
  row: letterRow,
};

/** Letters with their values, up to 1.4 MB each: ask for a handful at a time. Those that are not there are left out. */
export async function readDeadLetters(
  warehouse: Warehouse,
  tenants: LetterTenants,
  ids: readonly string[],
): Promise<KeptDeadLetter[]> {
  if (ids.length === 0) return [];
  return warehouse.read(deadLettersById, { tenants: [...tenants], ids: [...ids] });
}
