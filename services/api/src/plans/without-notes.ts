import type { Plan as PlanDto } from '@stepup/contracts';

/** A plan as those above the coach see it: the three answers, targets and verdicts; what the two wrote to each other stays theirs. */
export function withoutNotes(plan: PlanDto): PlanDto {
  return {
    ...plan,
    self_analysis: [],
    coach_view: [],
    acceptance: plan.acceptance.map((answer) => ({ ...answer, comment: null })),
  };
}
