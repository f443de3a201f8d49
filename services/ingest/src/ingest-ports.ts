import type { AcceptedEvent, FinishedBatches } from '@stepup/warehouse';

/** What ingest needs of the world around it; `startIngest` gets all of it from the caller. */
export interface IngestPorts {
  /**
   * Stores accepted events and brings all facts up to date; resolves when durable. Repeating it with the same events is
   * right and changes nothing.
   */
  storeBatch(events: readonly AcceptedEvent[]): Promise<void>;
  /** Finishes batches that were stored and whose facts were not derived. Not to be called while `storeBatch` runs. */
  finishOpenBatches(): Promise<FinishedBatches>;
  /** Keeps messages that will never be readable, with the reason; resolves when they are durable. */
  keepDeadLetters(letters: readonly DeadLetter[]): Promise<void>;
}

/** Why a message can never be stored. */
export type DeadLetterReason =
  'not_utf8' | 'not_json' | 'key_invalid' | 'received_at_missing' | 'event_refused';

/** A message that was taken from the bus and cannot be stored, as it was, and why. */
export interface DeadLetter {
  reason: DeadLetterReason;
  /** What exactly is wrong, for people. */
  detail: string;
  topic: string;
  partition: number;
  offset: string;
  key: string;
  headers: Record<string, string>;
  /** Base64 of the first 64 KiB of the value: bytes that are no UTF-8 survive it. */
  valueStart: string;
  valueBytes: number;
  valueSha256: string;
}
