import type { Acceptance, Confirmation, Entry, Measure, Plan, Side } from './plan.ts';

/** The entry that counts: the last one written, or null when nothing has been written. */
export function currentEntry<T>(entries: readonly Entry<T>[]): Entry<T> | null {
  return entries.at(-1) ?? null;
}

/** The discussion that speaks about the skill and reason as they read now; an older one has lapsed. */
export function standingDiscussion(plan: Plan): Confirmation | null {
  return plan.discussion.findLast((entry) => entry.hypothesisVersion === plan.hypothesisVersion) ?? null;
}

/** One side's answer to the plan as it reads now; an answer to an older content has lapsed. */
export function standingAcceptance(plan: Plan, side: Side): Acceptance | null {
  return (
    plan.acceptance.findLast(
      (entry) => entry.side === side && entry.contentVersion === plan.contentVersion,
    ) ?? null
  );
}

/** The measures that have not been withdrawn. */
export function standingMeasures(plan: Plan): readonly Measure[] {
  return plan.measures.filter((measure) => measure.withdrawn === null);
}
