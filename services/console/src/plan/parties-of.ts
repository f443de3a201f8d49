import type { Plan } from '@stepup/contracts';
import type { Names } from '../names/names.ts';
import type { PlanParties } from '../wording/missing-sentences.ts';

/** The two of a plan as the reader calls them. */
export function partiesOf(
  { rep_id, coach_id }: Pick<Plan, 'rep_id' | 'coach_id'>,
  names: Pick<Names, 'subject'>,
): PlanParties {
  return { rep: names.subject(rep_id), coach: names.subject(coach_id) };
}
