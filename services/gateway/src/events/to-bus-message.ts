import type { Instant, SalesEvent } from '@stepup/contracts';
import type { BusMessage } from '@stepup/event-bus';

/**
 * An accepted event as a message: events about one subject of one tenant keep their order.
 *
 * @param content what goes along within the process
 */
export function toBusMessage(
  event: SalesEvent,
  receivedAt: Instant,
  content: object | undefined,
): BusMessage {
  return {
    key: JSON.stringify([event.tenant, event.subject]),
    value: JSON.stringify(event),
    headers: { receivedat: receivedAt },
    ...(content === undefined ? {} : { content }),
  };
}
