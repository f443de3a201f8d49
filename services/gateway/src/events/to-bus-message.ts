import type { Instant, SalesEvent } from '@stepup/contracts';
import type { BusMessage } from '@stepup/event-bus';

/**
 * An accepted event as a message: events about one subject of one tenant keep their order.
 *
 * @param content what goes along within the process
 * @param traceHeaders by which a consumer finds the trace of the sender
 */
export function toBusMessage(
  event: SalesEvent,
  receivedAt: Instant,
  content: object | undefined,
  traceHeaders: Readonly<Record<string, string>> = {},
): BusMessage {
  return {
    key: JSON.stringify([event.tenant, event.subject]),
    value: JSON.stringify(event),
    headers: { receivedat: receivedAt, ...traceHeaders },
    ...(content === undefined ? {} : { content }),
  };
}
