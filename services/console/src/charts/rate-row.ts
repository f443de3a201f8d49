/** One row of a chart of rates: a person at a step, or a step of a person. */
export interface RateRow {
  id: string;
  label: string;
  /** Counts in words, shown under the label: `14 of 40`. */
  counts: string;
  /** Null where nothing entered. */
  rate: number | null;
  interval: readonly [number, number] | null;
  /** A typical colleague with the same leads; null where there is no diagnosis. */
  typical: number | null;
  isFlagged: boolean;
}
