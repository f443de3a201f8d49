import { groupBy } from './group-by.ts';

/** One deal on a step: how long it was watched, and how that ended (`censored`: still open). */
export interface Watched {
  readonly duration: number;
  readonly end: 'advanced' | 'lost' | 'censored';
}

/**
 * Probability of having advanced within `horizon` (in the unit of the durations, inclusive), with loss as the
 * competing event: the sum over event times t of S(t-) d(t) / n(t), where S is the share neither advanced nor
 * lost (Aalen and Johansen, 1978). Somebody censored at t is still at risk of what happens at t. Null where
 * nobody was watched.
 */
export function aalenJohansen(watched: readonly Watched[], horizon: number): number | null {
  if (watched.length === 0) return null;
  let atRisk = watched.length;
  let stillOpen = 1;
  let advancedShare = 0;
  const byDuration = [...groupBy(watched, ({ duration }) => duration)].sort(([one], [other]) => one - other);
  for (const [duration, together] of byDuration) {
    if (duration > horizon) break;
    const advanced = together.filter(({ end }) => end === 'advanced').length;
    const lost = together.filter(({ end }) => end === 'lost').length;
    advancedShare += (stillOpen * advanced) / atRisk;
    stillOpen *= 1 - (advanced + lost) / atRisk;
    atRisk -= together.length;
  }
  return advancedShare;
}
