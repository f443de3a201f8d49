/** z of a two-sided 90 % interval. */
const z90 = 1.6448536269514722;

/** The 90 % interval of a mean that cannot be negative, from the sample's deviation; null for a single observation. */
export function meanInterval(mean: number, deviation: number, n: number): [number, number] | null {
  if (n < 2) return null;
  const halfWidth = (z90 * deviation) / Math.sqrt(n);
  return [Math.max(0, mean - halfWidth), mean + halfWidth];
}

/**
 * The 90 % interval of a share of sums; null for a single observation.
 * @param deviation root of the sum of squared residuals, divided by the sum
 */
export function ratioInterval(ratio: number, deviation: number, n: number): [number, number] | null {
  if (n < 2) return null;
  const halfWidth = z90 * deviation * Math.sqrt(n / (n - 1));
  return [Math.max(0, ratio - halfWidth), Math.min(1, ratio + halfWidth)];
}

/** The 90 % interval of a mean that may be negative; null for a single observation. */
export function signedMeanInterval(mean: number, deviation: number, n: number): [number, number] | null {
  if (n < 2) return null;
  const halfWidth = (z90 * deviation) / Math.sqrt(n);
  return [mean - halfWidth, mean + halfWidth];
}
