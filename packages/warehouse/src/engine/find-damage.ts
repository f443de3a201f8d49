import * as z from 'zod';
import type { Warehouse } from './open-warehouse.ts';

/** A table whose data the engine could not read and put aside, with how many pieces of it. */
export interface DamagedTable {
  table: string;
  parts: number;
}

const damagedTables = {
  name: 'damaged_tables',
  sql: `SELECT table, count() AS parts FROM system.detached_parts
    WHERE database = currentDatabase() AND reason LIKE 'broken%' GROUP BY table ORDER BY table`,
  parameters: z.object({}),
  row: z.object({ table: z.string(), parts: z.number() }),
};

/**
 * Tables with pieces that the engine put aside as unreadable when it started. It serves what is left without a word,
 * so whoever starts has to ask.
 */
export function findDamage(warehouse: Warehouse): Promise<DamagedTable[]> {
  return warehouse.read(damagedTables, {});
}
