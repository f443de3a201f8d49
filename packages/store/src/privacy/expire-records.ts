import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { addSeconds, type Instant } from '@stepup/contracts';
import type { RetentionRule } from '../retention/retention.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

const daySeconds = 86_400;

/** Deletes what nobody has touched for as long as its kind is kept; rows by table. */
export async function expireRecords(
  tx: TenantTransaction,
  {
    now,
    rules,
  }: { readonly now: Instant; readonly rules: readonly Pick<RetentionRule, 'kind' | 'keptDays'>[] },
): Promise<Readonly<Record<string, number>>> {
  const cutoffs = Object.fromEntries(
    rules.map(({ kind, keptDays }) => [kind, addSeconds(now, -keptDays * daySeconds)]),
  );
  const { rows } = await tx.db.execute(
    sql`select stepup.expire_records(${JSON.stringify(cutoffs)}::jsonb) as deleted`,
  );
  return z.record(z.string(), z.number()).parse(rows[0]?.['deleted']);
}
