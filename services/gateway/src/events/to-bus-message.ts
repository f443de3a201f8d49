import { AcceptedContent, type Instant, type SalesEvent } from '@stepup/contracts';
import type { BusMessage } from '@stepup/event-bus';

/** An accepted event as a message: events about one subject of one tenant keep their order. */
export function toBusMessage(event: SalesEvent, receivedAt: Instant): BusMessage {
  return {
    key: JSON.stringify([event.tenant, event.subject]),
    value: JSON.stringify(event),
    headers: { receivedat: receivedAt },
    content: new AcceptedContent(event),
  };
}
