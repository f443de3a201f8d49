import { type Instant, type SalesEventType, instantOfDate } from '@stepup/contracts';

/** A CloudEvent as a source sends it: structured mode, no tenant (the sender's token names it). */
export interface SimulatedEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: SalesEventType;
  readonly time: Instant;
  readonly recordedtime?: Instant;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Milliseconds since 1970 as an `Instant`. */
export function formatInstant(epochMs: number): Instant {
  return instantOfDate(new Date(epochMs));
}
