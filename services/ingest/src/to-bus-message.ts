import type { BusMessage } from '@stepup/event-bus';
import type { DeadLetter } from './ingest-ports.ts';

/** A dead letter as a message of its topic. */
export function toBusMessage(letter: DeadLetter): BusMessage {
  return { key: letter.key, value: JSON.stringify(letter), headers: { reason: letter.reason } };
}
