import { humaniseId } from './humanise-id.ts';

const missingSentences: Readonly<Record<string, string>> = {
  skill_missing: 'Choose one skill.',
  reason_missing: 'Say why this skill, with the numbers as they stand.',
  self_analysis_missing: 'The salesperson writes how it looks from their side.',
  discussion_missing: 'Talk it over and note what the two of you found.',
  hypothesis_rejected:
    'You found that the gap does not hold: choose another skill or reason, or end the plan.',
  rep_measure_missing: 'The salesperson adds at least one thing they will do.',
  behaviour_target_missing: 'Set what we want to see, and by when.',
  outcome_missing: 'Set the step whose rate will be checked later.',
  rep_acceptance_missing: 'The salesperson agrees to the plan.',
  coach_acceptance_missing: 'The coach agrees to the plan.',
  another_plan_active: 'Another plan is active this month: one skill at a time.',
  target_date_out_of_range: 'Set the date of the target within the next twelve weeks.',
};

/** What still stands between a plan and its start; codes that are new to the console are shown as they are. */
export function missingSentence(code: string): string {
  return missingSentences[code] ?? humaniseId(code);
}
