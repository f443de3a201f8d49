import { createHash, randomUUID } from 'node:crypto';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Instant } from '@stepup/contracts';
import { reminders } from '../schema/reminders.ts';
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
  const personHash = hashPerson(tx, personId);
  const ofPerson = and(eq(erasures.tenant, tx.tenant), eq(erasures.personHash, personHash));
  // What only reminds of them goes first: the function below would keep it under the stand-in.
  await tx.db.delete(reminders).where(and(eq(reminders.tenant, tx.tenant), eq(reminders.personId, personId)));
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

/** Who of these people has not been erased, in their order. */
export async function listNotErased(
  tx: TenantTransaction,
  personIds: readonly string[],
): Promise<readonly string[]> {
  if (personIds.length === 0) return [];
  const hashes = personIds.map((personId) => hashPerson(tx, personId));
  const rows = await tx.db
    .select({ personHash: erasures.personHash })
    .from(erasures)
    .where(and(eq(erasures.tenant, tx.tenant), inArray(erasures.personHash, hashes)));
  const erased = new Set(rows.map(({ personHash }) => personHash));
  return personIds.filter((personId) => !erased.has(hashPerson(tx, personId)));
}

function hashPerson({ tenant }: TenantTransaction, personId: string): string {
  return createHash('sha256').update(`${tenant}\n${personId}`).digest('hex');
}
