import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Instant } from '@stepup/contracts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** Deletes plans and records that nobody has touched since `recordsBefore`, and reads before `readsBefore`; rows by table. */
export async function expireRecords(
  tx: TenantTransaction,
  { recordsBefore, readsBefore }: { readonly recordsBefore: Instant; readonly readsBefore: Instant },
): Promise<Readonly<Record<string, number>>> {
  const { rows } = await tx.db.execute(
    sql`select stepup.expire_records(${recordsBefore}::timestamptz, ${readsBefore}::timestamptz) as deleted`,
  );
  return z.record(z.string(), z.number()).parse(rows[0]?.['deleted']);
}
