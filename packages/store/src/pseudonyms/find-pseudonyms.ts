import { and, eq, inArray } from 'drizzle-orm';
import { pseudonyms } from '../schema/pseudonyms.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** The pseudonym of each person, made where there was none. Events name people by nothing else. */
export async function ensurePseudonyms(
  tx: TenantTransaction,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(personIds)].toSorted();
  if (wanted.length === 0) return new Map();
  // In one order everywhere, so that two writers who make the same ones wait for each other and never in a circle.
  await tx.db
    .insert(pseudonyms)
    .values(wanted.map((personId) => ({ tenant: tx.tenant, personId })))
    .onConflictDoNothing();
  const rows = await tx.db
    .select()
    .from(pseudonyms)
    .where(and(eq(pseudonyms.tenant, tx.tenant), inArray(pseudonyms.personId, wanted)));
  return new Map(rows.map(({ personId, pseudonym }) => [personId, pseudonym]));
}

/** Whom these pseudonyms stand for, as far as they stand for anybody. */
export async function findPeopleOf(
  tx: TenantTransaction,
  wanted: readonly string[],
): Promise<readonly { readonly pseudonym: string; readonly personId: string }[]> {
  if (wanted.length === 0) return [];
  const { pseudonym, personId } = pseudonyms;
  return tx.db
    .select({ pseudonym, personId })
    .from(pseudonyms)
    .where(and(eq(pseudonyms.tenant, tx.tenant), inArray(pseudonym, [...new Set(wanted)])));
}

/** Whom the pseudonyms of this tenant stand for, by pseudonym. An erased person has none. */
export async function listPseudonyms(tx: TenantTransaction): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.db.select().from(pseudonyms).where(eq(pseudonyms.tenant, tx.tenant));
  return new Map(rows.map(({ personId, pseudonym }) => [pseudonym, personId]));
}
