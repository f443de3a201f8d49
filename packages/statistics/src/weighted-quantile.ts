/**
 * Smallest value whose cumulated weight reaches `probability` of the total (inverse of the distribution function).
 *
 * @param sortedValues ascending
 * @param weights same length, non-negative, positive total
 */
export function weightedQuantile(
  sortedValues: ArrayLike<number>,
  weights: ArrayLike<number>,
  probability: number,
): number {
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i] ?? 0;
  if (!(total > 0)) throw new RangeError('the weights of a quantile need a positive total');
  const target = probability * total;
  let cumulated = 0;
  let last = NaN;
  for (let i = 0; i < sortedValues.length; i++) {
    const weight = weights[i] ?? 0;
    if (weight <= 0) continue;
    cumulated += weight;
    last = sortedValues[i] ?? NaN;
    if (cumulated >= target) return last;
  }
  return last;
}
