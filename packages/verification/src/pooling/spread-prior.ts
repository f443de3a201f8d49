import { naturalLog } from '@stepup/statistics';

/** A standard deviation that effects may differ by, logits, and the log of its prior weight up to a constant. */
export interface WeighedSpread {
  readonly spread: number;
  readonly logPrior: number;
}

const SCALE = 0.3;

/**
 * Half-normal(.3) on a grid. Each spread counts for the stretch it stands for, between the middles to its neighbours, from nothing up to the last: by its
 * density alone, small spreads would count for more the closer they lie together.
 */
export function weighSpreads(spreads: readonly number[]): readonly WeighedSpread[] {
  return spreads.map((spread, i) => {
    const from = i === 0 ? 0 : (spread + (spreads[i - 1] ?? 0)) / 2;
    const to = (spread + (spreads[i + 1] ?? spread)) / 2;
    return { spread, logPrior: naturalLog(to - from) - 0.5 * (spread / SCALE) ** 2 };
  });
}
