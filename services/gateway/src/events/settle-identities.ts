import { canonicalJson, type EventProblem, type SalesEvent } from '@stepup/contracts';
import type { FoundEvents } from './gateway-ports.ts';

/** An event of a request and its place there. */
export interface PlacedEvent {
  index: number;
  event: SalesEvent;
}

/** Events of one request, sorted by what is to be done with them. */
export interface SettledEvents {
  toPublish: SalesEvent[];
  /** How many are copies of stored events or of earlier ones of the request. */
  duplicates: number;
  refused: { index: number; id: string; problems: EventProblem[] }[];
}

const reused: EventProblem = {
  code: 'event_id_reused',
  path: '/id',
  message: 'was already accepted from this source with another body; give a changed event a new id',
};

/**
 * Settles identities: against the store first (`found.verdicts` in the order of `events`), then within the request, where
 * the first of each identity counts.
 */
export function settleIdentities(events: readonly PlacedEvent[], found: FoundEvents | null): SettledEvents {
  const settled: SettledEvents = { toPublish: [], duplicates: 0, refused: [] };
  const firsts = new Map<string, SalesEvent>();
  for (const [position, { event, index }] of events.entries()) {
    const verdict = found?.verdicts[position] ?? 'new';
    // Neither holds a control character.
    const identity = `${event.source}\n${event.id}`;
    const first = firsts.get(identity);
    if (verdict === 'same_body') {
      settled.duplicates += 1;
      if (found?.isSettled === false) settled.toPublish.push(event);
    } else if (
      verdict === 'other_body' ||
      (first !== undefined && canonicalJson(first) !== canonicalJson(event))
    ) {
      settled.refused.push({ index, id: event.id, problems: [reused] });
    } else if (first !== undefined) {
      settled.duplicates += 1;
    } else {
      firsts.set(identity, event);
      settled.toPublish.push(event);
    }
  }
  return settled;
}
