import { eventLimits } from '@stepup/contracts';
import type { EventLayout } from './read-content-type.ts';

/** The events of a parsed body, or why it holds none that could be named. */
export type SplitBatch =
  | { kind: 'events'; events: readonly unknown[] }
  | { kind: 'wrong_shape'; detail: string }
  | { kind: 'too_many'; count: number };

/** Takes a body apart by its layout. One event that is no object is still one event, refused later with its index. */
export function splitBatch(body: unknown, layout: EventLayout): SplitBatch {
  if (!Array.isArray(body)) {
    if (layout !== 'batch') return { kind: 'events', events: [body] };
    return { kind: 'wrong_shape', detail: 'A batch is a JSON array of events.' };
  }
  if (layout === 'single') {
    const detail = 'One event is a JSON object; send a list as application/cloudevents-batch+json.';
    return { kind: 'wrong_shape', detail };
  }
  const events: readonly unknown[] = body;
  if (events.length > eventLimits.eventsPerRequest) return { kind: 'too_many', count: events.length };
  return { kind: 'events', events };
}
