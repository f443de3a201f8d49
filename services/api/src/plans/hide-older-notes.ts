import { notesClosedBefore, type Plan } from '@stepup/coaching';
import type { Plan as PlanDto } from '@stepup/contracts';

/** A plan that moved to a new coach, as that coach sees it: notes of before stay closed until the learner opens them. */
export function hideOlderNotes(dto: PlanDto, plan: Plan, readerId: string): PlanDto {
  const since = readerId === plan.coachId ? notesClosedBefore(plan) : null;
  if (since === null) return dto;
  const isOpen = ({ at }: { at: string }): boolean => at >= since;
  return {
    ...dto,
    self_analysis: dto.self_analysis.filter(isOpen),
    coach_view: dto.coach_view.filter(isOpen),
    acceptance: dto.acceptance.map((answer) => (isOpen(answer) ? answer : { ...answer, comment: null })),
  };
}
