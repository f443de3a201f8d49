/** What is measured of each deal of a step, and which way is good. */
export type Indicator = { readonly id: string; readonly favourable: 'more' | 'less' };

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
