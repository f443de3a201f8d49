import { logGamma } from './log-gamma.ts';
import { naturalLog } from './natural-log.ts';

const MAX_ITERATIONS = 100_000;
const TINY = 1e-300;
const PRECISION = 1e-16;

/**
 * Regularised incomplete beta function I_x(a, b) = P(Beta(a, b) ≤ x), a and b positive, by the continued fraction DLMF
 * 8.17.22, evaluated with the modified Lentz method. Throws a RangeError on arguments outside the domain.
 */
export function regularisedIncompleteBeta(x: number, a: number, b: number): number {
  if (!(a > 0 && b > 0)) throw new RangeError(`the beta parameters are positive, not ${a} and ${b}`);
  if (!(x >= 0 && x <= 1)) throw new RangeError(`x lies in [0, 1], not ${x}`);
  if (x === 0 || x === 1) return x;
  // The fraction converges fast only left of the mean; on the right use the mirror image.
  return x <= (a + 1) / (a + b + 2) ? lowerTail(x, 1 - x, a, b) : 1 - lowerTail(1 - x, x, b, a);
}

function lowerTail(x: number, complement: number, a: number, b: number): number {
  const logFront =
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * naturalLog(x) + b * naturalLog(complement);
  return Math.min(1, (Math.exp(logFront) * continuedFraction(x, a, b)) / a);
}

function continuedFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= MAX_ITERATIONS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    value *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    value *= c * d;
    if (Math.abs(c * d - 1) <= PRECISION) break;
  }
  return value;
}

function awayFromZero(x: number): number {
  return Math.abs(x) < TINY ? TINY : x;
}
