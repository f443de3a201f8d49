import type { SalesEventType } from '@stepup/contracts';
import type { EpochUs } from './history-clock.ts';

/** What happened and when, before it gets an identity. */
export interface HistoryDraft {
  readonly type: SalesEventType;
  readonly timeUs: EpochUs;
  readonly data: Readonly<Record<string, unknown>>;
}
