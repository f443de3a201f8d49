import type { Lead, SizeBands } from './case-segment.ts';
import { nameCaseSegment } from './case-segment.ts';

/** Which column of a step's counts a deal belongs to. */
export type CaseColumns = {
  readonly bands: SizeBands;
  /** Column by name of the case-mix segment. */
  readonly columnOfSegment: ReadonlyMap<string, number>;
};

/** The column of a deal, also one the step has not seen; null where nothing is known of its kind. */
export function findCaseColumn(columns: CaseColumns, lead: Lead): number | null {
  return columns.columnOfSegment.get(nameCaseSegment(lead, columns.bands)) ?? null;
}
