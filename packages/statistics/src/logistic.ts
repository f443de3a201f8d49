/** Inverse logit 1 / (1 + e^−eta); never overflows. */
export function expit(eta: number): number {
  if (eta >= 0) return 1 / (1 + Math.exp(-eta));
  const e = Math.exp(eta);
  return e / (1 + e);
}

/** log(expit(eta)) without cancellation; the log of the complement is `logExpit(-eta)`. */
export function logExpit(eta: number): number {
  return eta >= 0 ? -Math.log1p(Math.exp(-eta)) : eta - Math.log1p(Math.exp(eta));
}
