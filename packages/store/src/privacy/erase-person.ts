import { createHash, randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Instant } from '@stepup/contracts';
import { erasures } from '../schema/erasures.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

const deletedRows = z.record(z.string(), z.number());

/**
 * Deletes what was recorded about a person, their pseudonym included, and renames them in the records of others. Aggregates in the
 * warehouse stay: without the pseudonym's row they are about nobody. Done before, it finds what has come in since.
 */
export async function erasePerson(
  tx: TenantTransaction,
  { personId, at }: { readonly personId: string; readonly at: Instant },
): Promise<Readonly<Record<string, number>>> {
  const personHash = createHash('sha256').update(`${tx.tenant}\n${personId}`).digest('hex');
  const ofPerson = and(eq(erasures.tenant, tx.tenant), eq(erasures.personHash, personHash));
  const [before] = await tx.db.select({ standIn: erasures.standIn }).from(erasures).where(ofPerson);
  const standIn = before?.standIn ?? `erased-${randomUUID()}`;
  const { rows } = await tx.db.execute(sql`select stepup.erase_person(${personId}, ${standIn}) as deleted`);
  const deleted = deletedRows.parse(rows[0]?.['deleted']);
  if (before === undefined) {
    await tx.db
      .insert(erasures)
      .values({ tenant: tx.tenant, personHash, standIn, erasedAt: at, deleted })
      .onConflictDoNothing();
  }
  return deleted;
}
