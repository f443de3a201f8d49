import type { RejectedEvent } from '@stepup/contracts';

/** What became of the events of one request. */
export type AcceptedEvents =
  | {
      kind: 'taken';
      /** Durable now, copies of stored ones included. */
      accepted: number;
      duplicates: number;
      rejected: RejectedEvent[];
    }
  /** Nothing is known to be stored; sending all of it again is right. */
  | { kind: 'overloaded' }
  | { kind: 'not_stored'; error: unknown };
