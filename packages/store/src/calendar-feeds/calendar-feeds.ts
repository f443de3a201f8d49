import { and, eq } from 'drizzle-orm';
import type { Instant } from '@stepup/contracts';
import { calendarFeeds } from '../schema/calendar-feeds.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

/** Gives a person a calendar under a new secret address; an earlier one stops working. `secretHash` is SHA-256 in hex. */
export async function replaceCalendarFeed(
  tx: TenantTransaction,
  feed: { readonly personId: string; readonly secretHash: string; readonly madeAt: Instant },
): Promise<void> {
  await revokeCalendarFeed(tx, feed.personId);
  await tx.db.insert(calendarFeeds).values({ tenant: tx.tenant, ...feed });
}

/** Takes the address of a person's calendar away; whether there was one. */
export async function revokeCalendarFeed(tx: TenantTransaction, personId: string): Promise<boolean> {
  const { rowCount } = await tx.db
    .delete(calendarFeeds)
    .where(and(eq(calendarFeeds.tenant, tx.tenant), eq(calendarFeeds.personId, personId)));
  return (rowCount ?? 0) > 0;
}

/** Whose calendar has this secret; null for nobody's. */
export async function findCalendarFeed(tx: TenantTransaction, secretHash: string): Promise<string | null> {
  const [row] = await tx.db
    .select({ personId: calendarFeeds.personId })
    .from(calendarFeeds)
    .where(and(eq(calendarFeeds.tenant, tx.tenant), eq(calendarFeeds.secretHash, secretHash)));
  return row?.personId ?? null;
}

/** Since when a person has a calendar address; null without one. */
export async function readCalendarFeed(tx: TenantTransaction, personId: string): Promise<Instant | null> {
  const [row] = await tx.db
    .select({ madeAt: calendarFeeds.madeAt })
    .from(calendarFeeds)
    .where(and(eq(calendarFeeds.tenant, tx.tenant), eq(calendarFeeds.personId, personId)));
  return row?.madeAt ?? null;
}
