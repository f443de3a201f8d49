/** Is the behaviour there that the plan wanted? */
export type SeenBehaviour = 'changed' | 'not_yet' | 'not_seen';

export interface MeasuredBehaviour {
  readonly baseline: number;
  readonly target: number;
  /** The indicator since the plan became active; null where there was nothing to measure. */
  readonly value: number | null;
  /** Deals or activities behind the value. */
  readonly n: number;
}

/** Fewer tell nothing of a habit. */
const LEAST_SEEN = 5;

/** `changed` where the value reached what was fixed at activation, whichever way the target lies; `not_seen` on fewer than five. */
export function judgeBehaviour({ baseline, target, value, n }: MeasuredBehaviour): SeenBehaviour {
  if (value === null || n < LEAST_SEEN) return 'not_seen';
  const reached = target >= baseline ? value >= target : value <= target;
  return reached ? 'changed' : 'not_yet';
}

/** What the two said at a review of whether the behaviour was there. */
export type SeenAtReview = 'yes' | 'partly' | 'no';

/** The verdict on a behaviour that nothing counts: what the two said last; nothing yet is `not_seen`. */
export function judgeSeenBehaviour(last: SeenAtReview | null): SeenBehaviour {
  if (last === null) return 'not_seen';
  return last === 'yes' ? 'changed' : 'not_yet';
}
