import type { CoachingEvent, DeadLetter } from '@stepup/contracts';
import type { AcceptedEvent, FinishedBatches } from '@stepup/warehouse';

export type { DeadLetter, DeadLetterReason } from '@stepup/contracts';

/** What handling batches needs of the world around it; the two ways to start ingest give it. */
export interface IngestPorts {
  /**
   * Stores accepted events and brings all facts up to date; resolves when durable. Repeating it with the same events is
   * right and changes nothing.
   */
  storeBatch(events: readonly AcceptedEvent[]): Promise<void>;
  /** Stores what the product tells of coaching; resolves when durable. Repeating it changes nothing. */
  storeCoachingEvents(events: readonly CoachingEvent[]): Promise<void>;
  /** Finishes batches that were stored and whose facts were not derived. Not to be called while `storeBatch` runs. */
  finishOpenBatches(): Promise<FinishedBatches>;
  /** Keeps messages that will never be readable, with the reason; resolves when they are durable. */
  keepDeadLetters(letters: readonly DeadLetter[]): Promise<void>;
}
