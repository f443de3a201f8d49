/** log(Σ exp(x_i)) without overflow, summed in the order given. Empty or all −Infinity: −Infinity. */
export function logSumExp(terms: ArrayLike<number>): number {
  let max = -Infinity;
  for (let i = 0; i < terms.length; i++) max = Math.max(max, terms[i] ?? -Infinity);
  if (max === -Infinity || max === Infinity) return max;
  let sum = 0;
  for (let i = 0; i < terms.length; i++) sum += Math.exp((terms[i] ?? -Infinity) - max);
  // The largest term contributes exactly 1, so sum − 1 loses nothing.
  return max + Math.log1p(sum - 1);
}
