import type { Plan, Side } from './plan.ts';

/** Which of the two a person is in this plan; null for everybody else. */
export function findSide(plan: Plan, personId: string): Side | null {
  if (personId === plan.repId) return 'rep';
  return personId === plan.coachId ? 'coach' : null;
}
