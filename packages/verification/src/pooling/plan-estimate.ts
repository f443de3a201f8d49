/** An estimate without a prior of its own, log-odds. */
export interface Estimate {
  readonly estimate: number;
  readonly variance: number;
}

/** The estimate of a plan without its prior N(0, 1), so that it is not shrunken twice; null for a plan that learnt nothing. */
export function withoutPrior({ mean, sd }: { readonly mean: number; readonly sd: number }): Estimate | null {
  const precision = 1 / (sd * sd) - 1;
  return precision < 0.05 ? null : { estimate: mean / (sd * sd) / precision, variance: 1 / precision };
}

/**
 * How much of what the plans of one campaign err by is the same for all of them: their baseline, comparison and weather. Measured: .09 to .21 in
 * teams of 6 to 20 with 30 to 120 deals a person.
 */
export const SHARED_IN_CAMPAIGN = 0.2;

/**
 * Several estimates of one thing as one, each with the weight of its precision.
 *
 * @param shared correlation of their errors: what they err by together does not average out, however many they are
 */
export function combine(estimates: readonly Estimate[], shared: number): Estimate {
  const precision = estimates.reduce((sum, { variance }) => sum + 1 / variance, 0);
  const weighted = estimates.reduce((sum, { estimate, variance }) => sum + estimate / variance, 0);
  const ofTypical = estimates.length / precision;
  return { estimate: weighted / precision, variance: (1 - shared) / precision + shared * ofTypical };
}
