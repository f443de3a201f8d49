import { and, eq, sql } from 'drizzle-orm';
import type { DigestRhythm } from '@stepup/contracts';
import { reminders } from '../schema/reminders.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** How often somebody is reminded by mail. */
export interface Reminder {
  readonly personId: string;
  readonly digest: DigestRhythm;
  readonly lastSentOn: string | null;
}

/** The choices of everybody who made one. */
export async function listReminders(tx: TenantTransaction): Promise<ReadonlyMap<string, Reminder>> {
  const rows = await tx.db.select().from(reminders).where(eq(reminders.tenant, tx.tenant));
  return new Map(rows.map(({ tenant: _tenant, ...reminder }) => [reminder.personId, reminder]));
}

export async function setReminder(
  tx: TenantTransaction,
  { personId, digest }: { readonly personId: string; readonly digest: DigestRhythm },
): Promise<void> {
  await tx.db
    .insert(reminders)
    .values({ tenant: tx.tenant, personId, digest })
    .onConflictDoUpdate({ target: [reminders.tenant, reminders.personId], set: { digest } });
}

/**
 * Takes the mail of a day for a person: true for one of all who try, so that two processes, or a job that runs twice, send one. What is
 * lost when the process dies before it has sent it is the mail of that day.
 */
export async function claimDigest(
  tx: TenantTransaction,
  {
    personId,
    digest,
    day,
  }: { readonly personId: string; readonly digest: DigestRhythm; readonly day: string },
): Promise<boolean> {
  const claimed = await tx.db
    .insert(reminders)
    .values({ tenant: tx.tenant, personId, digest, lastSentOn: day })
    .onConflictDoUpdate({
      target: [reminders.tenant, reminders.personId],
      set: { lastSentOn: day },
      setWhere: sql`${reminders.lastSentOn} is null or ${reminders.lastSentOn} < ${day}`,
    })
    .returning({ personId: reminders.personId });
  return claimed.length > 0;
}

/** For the one who chose nothing. */
export async function readReminder(tx: TenantTransaction, personId: string): Promise<Reminder | null> {
  const [row] = await tx.db
    .select()
    .from(reminders)
    .where(and(eq(reminders.tenant, tx.tenant), eq(reminders.personId, personId)));
  if (row === undefined) return null;
  const { tenant: _tenant, ...reminder } = row;
  return reminder;
}

/** Takes back the claim of a day whose mail certainly did not go out, so that it may be claimed again. */
export async function returnDigest(
  tx: TenantTransaction,
  claimed: { readonly personId: string; readonly lastSentOn: string | null; readonly day: string },
): Promise<void> {
  const { personId, lastSentOn, day } = claimed;
  await tx.db
    .update(reminders)
    .set({ lastSentOn })
    .where(
      and(eq(reminders.tenant, tx.tenant), eq(reminders.personId, personId), eq(reminders.lastSentOn, day)),
    );
}
