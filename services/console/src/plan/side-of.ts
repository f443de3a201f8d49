import type { Plan } from '@stepup/contracts';

/** Which of the two a reader is in a plan; null for everybody else. */
export function sideOf(
  plan: Pick<Plan, 'rep_id' | 'coach_id'>,
  readerId: string | null,
): 'rep' | 'coach' | null {
  if (readerId === null) return null;
  if (readerId === plan.rep_id) return 'rep';
  return readerId === plan.coach_id ? 'coach' : null;
}
