import type { SalesEvent } from './sales-event.ts';

/**
 * An accepted event handed on within the process that accepted it, so that whoever gets it need not read it again. A class,
 * because an instance cannot come from outside; nobody changes the event.
 */
export class AcceptedContent {
  readonly event: SalesEvent;

  constructor(event: SalesEvent) {
    this.event = event;
  }
}
