import { DEFAULT_QUARTER_NOISE } from '@stepup/verification';

/** The noise that was taken when something was said first, as long as it is said anew; what was said before it was kept had the usual one. */
export function fixedNoise(before: { readonly quarter_noise?: number } | null, estimated: number): number {
  return before === null ? estimated : (before.quarter_noise ?? DEFAULT_QUARTER_NOISE);
}
