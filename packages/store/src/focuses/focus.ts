import { and, eq, isNull } from 'drizzle-orm';
import type { Instant } from '@stepup/contracts';
import { focuses } from '../schema/focuses.ts';
import type { focusEndings } from '../schema/focuses.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

export type FocusEnding = (typeof focusEndings)[number];

/** One rep and one skill, for as long as it takes. `skillId` is null until the two have chosen. */
export interface Focus {
  readonly id: string;
  readonly repId: string;
  readonly skillId: string | null;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly endedAs: FocusEnding | null;
}

export async function openFocus(
  tx: TenantTransaction,
  focus: Pick<Focus, 'id' | 'repId' | 'skillId' | 'startedAt'>,
): Promise<void> {
  await tx.db.insert(focuses).values({ tenant: tx.tenant, ...focus });
}

/** The focus, or null when the tenant has none with this id. */
export async function getFocus(tx: TenantTransaction, id: string): Promise<Focus | null> {
  const [row] = await tx.db
    .select()
    .from(focuses)
    .where(and(eq(focuses.tenant, tx.tenant), eq(focuses.id, id)));
  if (row === undefined) return null;
  const { tenant: _tenant, ...focus } = row;
  return focus;
}

/** Keeps the skill the two chose. False when the focus is unknown or has ended. */
export async function chooseFocusSkill(tx: TenantTransaction, id: string, skillId: string): Promise<boolean> {
  return changeOpenFocus(tx, id, { skillId });
}

/** Ends a focus. False when it is unknown or has ended already. */
export async function endFocus(
  tx: TenantTransaction,
  ending: { readonly id: string; readonly endedAs: FocusEnding; readonly at: Instant },
): Promise<boolean> {
  return changeOpenFocus(tx, ending.id, { endedAs: ending.endedAs, endedAt: ending.at });
}

async function changeOpenFocus(
  tx: TenantTransaction,
  id: string,
  change: Partial<Pick<Focus, 'skillId' | 'endedAs' | 'endedAt'>>,
): Promise<boolean> {
  const changed = await tx.db
    .update(focuses)
    .set(change)
    .where(and(eq(focuses.tenant, tx.tenant), eq(focuses.id, id), isNull(focuses.endedAt)))
    .returning({ id: focuses.id });
  return changed.length > 0;
}
