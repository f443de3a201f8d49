import { type Instant, parseEvent } from '@stepup/contracts';
import type { AcceptedEvent } from '@stepup/warehouse';

const receivedAt: Instant = '2029-01-01T00:00:00.000000Z';

/** Events as the gateway takes them; throws where one is refused, since a test's own events are meant to be good. */
export function acceptEvents(tenant: string, events: Iterable<unknown>): AcceptedEvent[] {
  return [...events].map((event) => {
    const parsed = parseEvent(event, { receivedAt, tenant });
    if (parsed.kind === 'refused') throw new Error(JSON.stringify({ event, problems: parsed.problems }));
    return { event: parsed.event, receivedAt };
  });
}
