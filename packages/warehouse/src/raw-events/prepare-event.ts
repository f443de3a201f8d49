import type { Instant, SalesEvent } from '@stepup/contracts';
import { toRawEvent } from './to-raw-event.ts';

/** An accepted event and when it was received. */
export interface AcceptedEvent {
  event: SalesEvent;
  receivedAt: Instant;
}

/**
 * An accepted event with the part of storing it done that needs no engine, so that it can be done while another batch is
 * stored. A class, because an
 * instance cannot come from outside the process; nobody changes the event.
 */
export class PreparedEvent implements AcceptedEvent {
  readonly event: SalesEvent;
  readonly receivedAt: Instant;
  /** A row of `raw_events` as JSON. */
  readonly rowLine: string;
  /** A row of `event_texts` as JSON; null where nothing of the event is personal. */
  readonly textsLine: string | null;

  constructor({ event, receivedAt }: AcceptedEvent) {
    const { row, texts } = toRawEvent(event, receivedAt);
    this.event = event;
    this.receivedAt = receivedAt;
    this.rowLine = JSON.stringify(row);
    this.textsLine = texts === null ? null : JSON.stringify(texts);
  }
}
