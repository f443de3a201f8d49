/**
 * Natural logarithm through `log1p` alone, so that everything downstream rests on + − × ÷ exp log1p sqrt.
 * Accurate over the whole positive range; 0 gives −Infinity, a negative number NaN.
 */
export function naturalLog(x: number): number {
  // Below one half x − 1 would round away the digits of x; the reciprocal keeps them.
  return x < 0.5 ? -Math.log1p((1 - x) / x) : Math.log1p(x - 1);
}
