import type { RowRefusal } from '../refusal.ts';
import type { SourceRow } from '../source-row.ts';
import type { HeldActivity } from './activity-collector.ts';
import type { DraftEvent } from './draft-event.ts';

/** Why a row was left out on purpose. */
export type RowSkipReason = 'row_filtered' | 'nothing_to_map';

interface MappedRow {
  readonly kind: 'row_mapped';
  readonly drafts: readonly DraftEvent[];
  /** Persons that the row names, by their ids. */
  readonly personIds: readonly string[];
  /** What the row contributes to an activity that is made when all rows of its deal are known. */
  readonly held?: HeldActivity;
}

type RowOutcome = MappedRow | RowRefusal | { readonly kind: 'row_skipped'; readonly reason: RowSkipReason };

/** Maps one row, knowing nothing of the others: the same row gives the same events wherever it stands. */
export type RowMapper = (row: SourceRow, file: string) => RowOutcome;
