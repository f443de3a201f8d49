import { normalQuantile } from './normal-quantile.ts';

export type Interval = { readonly lower: number; readonly upper: number };

/**
 * Wilson score interval for a share, accepting an effective (fractional) number of trials such as the `nEff` of an
 * Aalen–Johansen estimate. Wilson (1927), JASA 22(158), 209–212.
 *
 * @param share observed share in [0, 1]
 * @param trials effective number of trials, ≥ 0; 0 knows nothing and gives [0, 1]
 * @param level two-sided coverage in (0, 1), for instance .90
 */
export function wilsonInterval(share: number, trials: number, level: number): Interval {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`a share lies in [0, 1], not ${share}`);
  if (!(trials >= 0)) throw new RangeError(`trials are at least 0, not ${trials}`);
  if (!(level > 0 && level < 1)) throw new RangeError(`a level lies in (0, 1), not ${level}`);
  if (trials === 0) return { lower: 0, upper: 1 };
  const z = normalQuantile((1 + level) / 2);
  const z2n = (z * z) / trials;
  const centre = share + z2n / 2;
  const halfWidth = z * Math.sqrt((share * (1 - share)) / trials + z2n / (4 * trials));
  // Rounding may push the bounds of a share of 0 or 1 past the share itself.
  return {
    lower: Math.min(share, Math.max(0, (centre - halfWidth) / (1 + z2n))),
    upper: Math.max(share, Math.min(1, (centre + halfWidth) / (1 + z2n))),
  };
}
