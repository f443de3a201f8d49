import { type DeadLetterReplayRequest, type Instant, mostReplayed } from '@stepup/contracts';
import { findReplayableLetters, type LetterTenants, type Warehouse } from '@stepup/warehouse';

/** The letters that a request means, and how many of them are left for the next one. */
export interface ChosenLetters {
  ids: readonly string[];
  remaining: number;
  /** Waiting letters of the reason that can never be sent again. */
  unsendable: number;
}

/** Finds the letters to send again; `topic` is that of events. */
export async function chooseLetters(
  warehouse: Warehouse,
  request: DeadLetterReplayRequest,
  { tenants, topic, now }: { tenants: LetterTenants; topic: string; now: Instant },
): Promise<ChosenLetters> {
  if ('ids' in request) return { ids: [...new Set(request.ids)], remaining: 0, unsendable: 0 };
  const { ids, total, unsendable } = await findReplayableLetters(warehouse, {
    tenants,
    reason: request.reason,
    receivedBefore: request.received_before ?? now,
    // A letter that fails again is kept anew, and waits for the next who asks.
    keptBefore: request.kept_before ?? now,
    topic,
    limit: mostReplayed,
  });
  return { ids, remaining: total - ids.length, unsendable };
}
