import type { Warehouse } from '@stepup/warehouse';
import * as z from 'zod';

/** An answer as a data source sees it: columns with the engine's types, and rows by column name. */
export interface EngineAnswer {
  columns: { name: string; type: string }[];
  rows: Record<string, unknown>[];
}

const nothing = z.object({});
const column = z.object({ name: z.string(), type: z.string() });
const row = z.record(z.string(), z.unknown());

/** Runs SQL without parameters; rejects where the engine refuses it. */
export async function askEngine(warehouse: Warehouse, sql: string): Promise<EngineAnswer> {
  const columns = await warehouse.read(
    { name: 'board_columns', sql: `DESCRIBE (${sql})`, parameters: nothing, row: column },
    {},
  );
  const rows = await warehouse.read({ name: 'board_rows', sql, parameters: nothing, row }, {});
  return { columns: columns.map(({ name, type }) => ({ name, type })), rows };
}
