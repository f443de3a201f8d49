import type { SalesEvent } from '@stepup/contracts';
import type { LoneHalfReason } from '../mapping/activity-collector.ts';
import type { RowSkipReason } from '../mapping/row-outcome.ts';
import type { FileRefusalCode, RowRefusalCode } from '../refusal.ts';

/** The `file` of events that the mapping itself makes (pipelines, the tenant's settings). */
export const mappingAsFile = 'mapping';

interface EventStep {
  readonly kind: 'event';
  readonly event: SalesEvent;
  readonly file: string;
  readonly line: number;
}

/**
 * Something that cannot be taken. `row`: the row makes no event at all. `activity`: an activity of which the row is a
 * part; the row's other events were made. `file`: the import ends here, and this is its last step.
 */
export type RefusedStep =
  | {
      readonly kind: 'refused';
      readonly scope: 'row' | 'activity';
      readonly code: RowRefusalCode;
      readonly file: string;
      readonly line: number;
      /** The name of the source column, where one is to blame. */
      readonly column?: string;
      readonly message: string;
    }
  | {
      readonly kind: 'refused';
      readonly scope: 'file';
      readonly code: FileRefusalCode;
      readonly file: string;
      readonly line: number;
      /** Where in the line, from 1, where that is known. */
      readonly character?: number;
      readonly message: string;
    };

/** Left out on purpose; `scope` as in {@link RefusedStep}. A refused row is skipped where the mapping says so. */
interface SkippedStep {
  readonly kind: 'skipped';
  readonly scope: 'row' | 'activity';
  readonly reason: SkipReason;
  readonly file: string;
  readonly line: number;
}

export type SkipReason = RowSkipReason | LoneHalfReason | RowRefusalCode;

/** How far the reading of a file is; comes at least once a file. */
interface ProgressStep {
  readonly kind: 'progress';
  readonly file: string;
  /** As they lie in the file, packed or not. */
  readonly bytesRead: number;
  /** Rows (or events of a log) read so far, refused and skipped ones among them. */
  readonly rowsRead: number;
}

export type ImportStep = EventStep | RefusedStep | SkippedStep | ProgressStep;
