/** What is measured of each deal of a step, and which way is good. */
export type Indicator = {
  readonly id: string;
  readonly favourable: 'more' | 'less';
  /**
   * 0 (also where it is left out): what the salesperson does; 1: what the customer answers; 2: what comes of the answers. An
   * indicator speaks for what those of an earlier order do not foretell.
   */
  readonly order?: 0 | 1 | 2;
};

/**
 * One deal in one step, old enough to be judged (its age is at least the horizon) and not skipped. Values are read from
 * the early window of the step alone (`findEarlyWindow`), or from earlier steps of the same deal.
 */
export type IndicatorDeal = {
  readonly dealId: string;
  readonly repId: string;
  /** Case-mix segment as it stood at entry. */
  readonly segmentKey: string;
  /** Within the horizon. */
  readonly advanced: boolean;
  /** One entry an indicator, in their order; null where it was not measured. */
  readonly values: readonly (number | null)[];
};
