import type { Instant } from '@stepup/contracts';
import type { Projection } from './record-kind.ts';

const dayMs = 86_400_000;

/** Late is allowed and marked: after the day something was due, or more than 24 hours after it took place. */
export function judgeLate(
  projection: Projection,
  now: { readonly at: Instant; readonly today: string },
): boolean {
  if (projection.dueOn !== null && now.today > projection.dueOn) return true;
  return projection.happensAt !== null && Date.parse(now.at) - Date.parse(projection.happensAt) > dayMs;
}
