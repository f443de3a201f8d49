import type { DeadLetterReason } from '@stepup/contracts';

/** A message that can never be stored as it is, with what is to be said of it. */
export interface Poison {
  name: string;
  key: string | Buffer | null;
  value: string | Buffer | null;
  headers: Record<string, string | Buffer | string[]>;
  reason: DeadLetterReason;
  /** Found in the explanation or among the problems. */
  says: string;
  /** Of the letter; empty where it cannot be told whose the message is. */
  tenant: string;
}

export const receivedAt = '2026-01-02T00:00:00.000000Z';

/** An event that can be stored, as a sender writes it. */
export function eventOf(dealId: string, change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    specversion: '1.0',
    id: `e-${dealId}`,
    source: 'crm',
    type: 'sales.deal.changed.v1',
    time: '2026-01-01T00:00:00Z',
    data: { deal_id: dealId },
    ...change,
  };
}
