import type { StepRate } from '../wording/step-rate.ts';

/** One row of a chart of rates: a person at a step, or a step of a person. */
export interface RateRow {
  id: string;
  label: string;
  /** How many moved on of those that entered: `14 of 40`. */
  moved: string;
  open: number;
  stepRate: StepRate;
  /** A typical colleague with the same leads; null where there is no diagnosis. */
  typical: number | null;
  isFlagged: boolean;
}
