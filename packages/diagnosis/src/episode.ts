/**
 * One deal (or `deals` identical ones) in one step of the process, as derived by the contract's history rules.
 * Times are days, fractions allowed. Only facts known before as-of belong here.
 */
export type Episode = {
  /** The credited rep. */
  readonly repId: string;
  /** Entry into the step, days since 1970-01-01T00:00Z; before as-of. */
  readonly enteredAtDays: number;
  /** Days from entry to the advance; null while not advanced. A skipped step has 0. */
  readonly daysToAdvance: number | null;
  /** Days from entry to the loss; null while not lost. Never both. */
  readonly daysToLoss: number | null;
  /** Segment as it stood at entry; `unknown` where there was none. */
  readonly segmentKey: string;
  /** Amount at entry in the tenant's currency, for the deal-size bands; leave out to have none. */
  readonly amount?: number | null;
  /** Deals of one account in the same step and month count as one in the model; leave out for a deal of its own. */
  readonly accountKey?: string;
  /** The owner changed while the deal stood in the step. */
  readonly ownerChanged: boolean;
  /** The deal was seen at no earlier step of its pipeline. Leave out where that is not known. */
  readonly startsHere?: boolean;
  /** Passed without standing there. */
  readonly skipped: boolean;
  /** How many identical deals this row stands for; 1 if left out. */
  readonly deals?: number;
};
