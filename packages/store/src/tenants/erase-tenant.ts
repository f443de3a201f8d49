import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { TenantTransaction } from '../transactions/transaction.ts';

const answer = z.tuple([z.object({ deleted: z.record(z.string(), z.int()) })]);

/**
 * Deletes every row of a tombstoned tenant but its tombstone. Answers the rows deleted per table. Throws for a tenant
 * without a tombstone: that is a bug of the caller.
 */
export async function eraseTenant(tx: TenantTransaction): Promise<Readonly<Record<string, number>>> {
  const { rows } = await tx.db.execute(sql`select stepup.erase_tenant() as deleted`);
  return answer.parse(rows)[0].deleted;
}
