import type { Measures } from './records/measure-record.ts';
import type { Plan } from './plan.ts';
import { standingMeasures } from './standing-answers.ts';

/** What may leave the system of record about a plan. */
export function measurePlan(plan: Plan): Measures {
  const standing = standingMeasures(plan);
  return {
    month: plan.month,
    basis: plan.basis,
    skill: skillOf(plan),
    has_self_analysis: plan.selfAnalysis.length > 0,
    measures: standing.length,
    rep_measures: standing.filter(({ author }) => author === 'rep').length,
    coach_actions: plan.coachActions.length,
    has_behaviour_target: plan.behaviourTarget.length > 0,
    confirmed: plan.discussion.at(-1)?.value ?? null,
    observed: plan.observation.at(-1)?.value ?? null,
    behaviour: plan.behaviourVerdict.at(-1)?.value ?? null,
    abandoned: plan.abandoned?.value ?? null,
  };
}

/** An id of a playbook; whatever else somebody entered in its place stays in the plan. */
function skillOf({ skill }: Plan): string | null {
  const chosen = skill.at(-1)?.value ?? null;
  return chosen !== null && /^[a-z0-9_.-]{1,64}$/.test(chosen) ? chosen : null;
}
