import {
  type DataQualityCheck,
  type DataQualityCheckId,
  dataQualityCheckIds,
  type DataQualityRecord,
  type Instant,
} from '@stepup/contracts';
import * as z from 'zod';
import { instantColumn } from '../engine/instant-column.ts';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { toEngineTime } from '../reads/step-scope.ts';
import { findCheck } from './checks.ts';

export interface DataQualityScope {
  tenant: string;
  asOf: Instant;
  /** The tenant's; null while it is not settled. */
  currency: string | null;
}

const parameters = z.object({ tenant: z.string(), as_of: z.string(), currency: z.string() });

function bind({ tenant, asOf, currency }: DataQualityScope): z.input<typeof parameters> {
  return { tenant, as_of: toEngineTime(asOf), currency: currency ?? '' };
}

/** Every check with how much it found. */
export async function readDataQuality(
  warehouse: Warehouse,
  scope: DataQualityScope,
): Promise<DataQualityCheck[]> {
  return Promise.all(
    dataQualityCheckIds.map(async (id) => {
      const { records, lookedAt, ...described } = findCheck(id);
      const query = {
        name: `data_quality_${id}`,
        sql: `SELECT (SELECT count() FROM (${records})) AS found, (${lookedAt}) AS of`,
        parameters,
        row: z.object({ found: z.number().nullable(), of: z.number().nullable() }),
      };
      const [row] = await warehouse.read(query, bind(scope));
      return { ...described, found: row?.found ?? 0, of: row?.of ?? 0 };
    }),
  );
}

/** A page of the records behind a check, by id; `next` is what to pass as `after` for the following one. */
export async function readDataQualityRecords(
  warehouse: Warehouse,
  scope: DataQualityScope & { check: DataQualityCheckId; limit: number; after: string | null },
): Promise<{ items: DataQualityRecord[]; next: string | null }> {
  const { entity, records } = findCheck(scope.check);
  const query = {
    name: `data_quality_records_${scope.check}`,
    sql: `SELECT toString(id) AS id, detail, at FROM (${records}) WHERE id > {after:String} ORDER BY id LIMIT {page:UInt32}`,
    parameters: parameters.extend({ after: z.string(), page: z.int() }),
    row: z.object({ id: z.string(), detail: z.string(), at: instantColumn }),
  };
  const rows = await warehouse.read(query, {
    ...bind(scope),
    after: scope.after ?? '',
    page: scope.limit + 1,
  });
  const items = rows.slice(0, scope.limit).map(({ id, detail, at }) => {
    return { entity, id, detail, at: at.startsWith('1970-01-01T00:00:00.000000') ? null : at };
  });
  return { items, next: rows.length > scope.limit ? (items.at(-1)?.id ?? null) : null };
}
