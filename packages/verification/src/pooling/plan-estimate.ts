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

/** Several estimates of one thing as one, each with the weight of its precision. */
export function combine(estimates: readonly Estimate[]): Estimate {
  const precision = estimates.reduce((sum, { variance }) => sum + 1 / variance, 0);
  const weighted = estimates.reduce((sum, { estimate, variance }) => sum + estimate / variance, 0);
  return { estimate: weighted / precision, variance: 1 / precision };
}
