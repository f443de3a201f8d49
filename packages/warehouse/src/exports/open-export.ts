import type { Readable } from 'node:stream';
import { type ExportFormat, type ExportView, exportViews } from '@stepup/contracts';
import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';

const tenantOnly = z.object({ tenant: z.string() });

/** The engine's names of the formats. */
const formats: Record<ExportFormat, 'CSVWithNames' | 'Parquet'> = { csv: 'CSVWithNames', parquet: 'Parquet' };

/** How many rows a view has for a tenant. */
export async function countExport(warehouse: Warehouse, tenant: string, view: ExportView): Promise<number> {
  const query = {
    name: `count_export_${view}`,
    sql: `SELECT count() AS count FROM stepup_v1.${viewName(view)} WHERE tenant = {tenant:String}`,
    parameters: tenantOnly,
    row: z.object({ count: z.number() }),
  };
  const [row] = await warehouse.read(query, { tenant });
  return row?.count ?? 0;
}

/** The rows of a view of one tenant, as a file of the format, written by the engine. */
export function openExport(
  warehouse: Warehouse,
  tenant: string,
  { view, format }: { view: ExportView; format: ExportFormat },
): Promise<Readable> {
  return warehouse.stream(
    {
      name: `export_${view}`,
      // Left to itself the engine writes what is not known as \N, which no other tool reads as empty.
      sql: `SELECT * EXCEPT (tenant) FROM stepup_v1.${viewName(view)} WHERE tenant = {tenant:String} SETTINGS format_csv_null_representation = ''`,
      parameters: tenantOnly,
    },
    { tenant },
    formats[format],
  );
}

/** From the closed list, so that nothing else ever gets into a statement. */
function viewName(view: ExportView): string {
  const known = exportViews.find((name) => name === view);
  if (known === undefined) throw new Error(`there is no view ${String(view)}`);
  return known;
}
