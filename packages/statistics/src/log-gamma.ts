import { naturalLog } from './natural-log.ts';

const HALF_LOG_TWO_PI = 0.9189385332046728;

// Stirling's series B_2k / (2k (2k−1)), Abramowitz and Stegun 6.1.41, highest power of 1/z² first.
const STIRLING = [-691 / 360360, 1 / 1188, -1 / 1680, 1 / 1260, -1 / 360, 1 / 12];
const STIRLING_FROM = 15;

/** log Γ(z) for z > 0; absolute error below 1e-14 × max(1, |log Γ|). */
export function logGamma(z: number): number {
  if (!(z > 0)) throw new RangeError(`logGamma takes a positive number, not ${z}`);
  let shift = 1;
  let s = z;
  for (; s < STIRLING_FROM; s += 1) shift *= s;
  const inverseSquare = 1 / (s * s);
  let series = 0;
  for (const coefficient of STIRLING) series = series * inverseSquare + coefficient;
  return (s - 0.5) * naturalLog(s) - s + HALF_LOG_TWO_PI + series / s - naturalLog(shift);
}
