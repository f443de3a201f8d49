import { regularisedIncompleteBeta } from './incomplete-beta.ts';

const HALVINGS = 60;

/** Quantile of Beta(a, b) at `probability` in [0, 1], by bisection (error below 1e-15). */
export function betaQuantile(probability: number, a: number, b: number): number {
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`a probability lies in [0, 1], not ${probability}`);
  }
  let lower = 0;
  let upper = 1;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (lower + upper) / 2;
    if (regularisedIncompleteBeta(middle, a, b) < probability) lower = middle;
    else upper = middle;
  }
  return (lower + upper) / 2;
}
