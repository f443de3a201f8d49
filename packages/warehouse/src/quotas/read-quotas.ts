import type { Instant } from '@stepup/contracts';
import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { asOfSql } from '../reads/as-of.ts';
import { moneyParameters, moneySql } from '../reads/money.ts';
import { toEngineTime } from '../reads/step-scope.ts';

/** What somebody is to sell in a month or a fiscal quarter, in the tenant's currency at the rate of the moment asked for. */
export interface Quota {
  personId: string;
  /** `2026-11` or `2026-Q4`. */
  period: string;
  scope: 'own' | 'team';
  amount: number;
  lacksRate: boolean;
  /** Deals use several currencies and none is configured. */
  isUnsettled: boolean;
}

// Of several sets of one quota the last one known at the moment counts.
const saidQuotas = `(
  SELECT person_id, period, scope, toDecimal128OrNull(said.1, 4) AS amount, said.2 AS currency
  FROM (
    SELECT entity_id AS person_id, JSONExtractString(body, 'period') AS period, JSONExtractString(body, 'scope') AS scope,
      argMax((JSONExtractString(body, 'amount'), JSONExtractString(body, 'currency')), (time, recorded_time, id, source)) AS said
    FROM raw_events FINAL
    WHERE tenant = {tenant:String} AND entity_kind = 'quota' AND time < ${asOfSql} AND (source, id, body_version) NOT IN (
      SELECT source, id, body_version FROM superseded_bodies WHERE tenant = {tenant:String})
    GROUP BY person_id, period, scope))`;

/**
 * All quotas of a tenant as they stand at a moment, as they are where its deals name no currency; grows with
 * people and months.
 */
export async function readQuotas(
  warehouse: Warehouse,
  { tenant, asOf, currency }: { tenant: string; asOf: Instant; currency: string | null },
): Promise<Quota[]> {
  const query = {
    name: 'quotas',
    sql: `SELECT person_id AS personId, period, scope, ${currency === null ? 'toFloat64(ifNull(amount, toDecimal128(0, 4)))' : 'toFloat64(worth)'} AS amount,
        ${currency === null ? '0' : 'lacks_rate = 1'} AS lacksRate, is_unsettled = 1 AS isUnsettled
      FROM ${moneySql(saidQuotas, asOfSql, currency)} ORDER BY personId, period, scope`,
    parameters: z.object({ tenant: z.string(), as_of: z.string(), ...moneyParameters }),
    row: z.object({
      personId: z.string(),
      period: z.string(),
      scope: z.enum(['own', 'team']),
      amount: z.number(),
      lacksRate: z.union([z.boolean(), z.number()]).transform(Boolean),
      isUnsettled: z.union([z.boolean(), z.number()]).transform(Boolean),
    }),
  };
  return warehouse.read(query, { tenant, as_of: toEngineTime(asOf), currency: currency ?? '' });
}

/** The quota of one person for one month: the month's own, else a third of its quarter's; undefined where neither is set. */
export function quotaOfMonth(
  quotas: ReadonlyMap<string, Quota>,
  { personId, scope, month, quarter }: Pick<Quota, 'personId' | 'scope'> & { month: string; quarter: string },
): Pick<Quota, 'amount' | 'lacksRate' | 'isUnsettled'> | undefined {
  const ofMonth = quotas.get(quotaKey({ personId, scope, period: month }));
  if (ofMonth !== undefined) return ofMonth;
  const ofQuarter = quotas.get(quotaKey({ personId, scope, period: quarter }));
  return ofQuarter === undefined ? undefined : { ...ofQuarter, amount: ofQuarter.amount / 3 };
}

/** One quota among others. */
export function quotaKey({ personId, scope, period }: Pick<Quota, 'personId' | 'scope' | 'period'>): string {
  return JSON.stringify([personId, scope, period]);
}
