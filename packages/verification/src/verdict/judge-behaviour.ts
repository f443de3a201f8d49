/** Is the behaviour there that the plan wanted? */
export type SeenBehaviour = 'changed' | 'not_yet' | 'not_seen';

export interface MeasuredBehaviour {
  readonly target: number;
  /** Whether the target is the least or the most that is wanted. */
  readonly wanted: 'at_least' | 'at_most';
  /** The indicator since the start; null where there was nothing to measure. */
  readonly value: number | null;
  /** Deals or activities behind the value. */
  readonly n: number;
}

/** Fewer tell nothing of a habit. */
const LEAST_SEEN = 5;

/** `changed` where the value reached what was fixed before the start; `not_seen` on fewer than five. */
export function judgeBehaviour({ target, wanted, value, n }: MeasuredBehaviour): SeenBehaviour {
  if (value === null || n < LEAST_SEEN) return 'not_seen';
  const reached = wanted === 'at_least' ? value >= target : value <= target;
  return reached ? 'changed' : 'not_yet';
}

/** What the two said at a review of whether the behaviour was there. */
export type SeenAtReview = 'yes' | 'partly' | 'no';

/** The verdict on a behaviour that nothing counts: what the two said last; nothing yet is `not_seen`. */
export function judgeSeenBehaviour(last: SeenAtReview | null): SeenBehaviour {
  if (last === null) return 'not_seen';
  return last === 'yes' ? 'changed' : 'not_yet';
}
