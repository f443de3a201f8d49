import type { DeadLetter, EventProblem } from '@stepup/contracts';

/** What is known of a message that will never be an event, beside the reason. */
export interface Refusal {
  /** What exactly is wrong, for people. */
  says: string;
  /** What is wrong with the event, where the value could be read as one. */
  problems: EventProblem[];
  /** Of the key; empty where it cannot be told whose the message is. */
  tenant: DeadLetter['tenant'];
  eventType: string | null;
}
