import type { Instant, SalesEvent } from '@stepup/contracts';
import { type RawEventLines, toRawEvent } from './to-raw-event.ts';

/** An accepted event and when it was received. */
export interface AcceptedEvent {
  event: SalesEvent;
  receivedAt: Instant;
}

/**
 * An accepted event with the part of storing it done that needs no engine, so that it can be done while another batch is
 * stored. A class, because an instance cannot come from outside the process; nobody changes the event.
 */
export class PreparedEvent implements AcceptedEvent {
  readonly event: SalesEvent;
  readonly receivedAt: Instant;
  readonly lines: RawEventLines;

  constructor({ event, receivedAt }: AcceptedEvent) {
    this.event = event;
    this.receivedAt = receivedAt;
    this.lines = toRawEvent(event, receivedAt);
  }
}
