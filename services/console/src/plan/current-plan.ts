import type { Plan } from '@stepup/contracts';

const order: Readonly<Record<Plan['state'], number>> = {
  active: 0,
  proposed: 1,
  draft: 2,
  completed: 3,
  abandoned: 4,
};

/** The plan somebody works on, or is about to: the one under way, else the newest that has not ended. Null without one. */
export function currentPlanOf(plans: readonly Plan[], repId: string): Plan | null {
  const alive = plans.filter(
    ({ rep_id, state }) => rep_id === repId && state !== 'completed' && state !== 'abandoned',
  );
  return (
    alive.toSorted(
      (one, other) => order[one.state] - order[other.state] || other.month.localeCompare(one.month),
    )[0] ?? null
  );
}
