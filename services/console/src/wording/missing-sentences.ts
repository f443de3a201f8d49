import { humaniseId } from '@stepup/wording/humanise-id';
import { shortName, type Subject, verbFor } from '@stepup/wording/subject';

/** Who the two of a plan are, in the reader's words: a name, or `You`. */
export interface PlanParties {
  rep: Subject;
  coach: Subject;
}

const missingSentences: Readonly<Record<string, string | ((parties: PlanParties) => string)>> = {
  skill_missing: 'Choose one skill.',
  reason_missing: 'Say why this skill, with the numbers as they stand.',
  self_analysis_missing: ({ rep }) =>
    `${shortName(rep)} ${verbFor(rep, 'write')} how it looks from ${rep.isSelf ? 'your' : 'their'} side.`,
  discussion_missing: 'Talk it over and note what the two of you found.',
  hypothesis_rejected:
    'You found that the gap does not hold: choose another skill or reason, or end the plan.',
  finding_disputed: ({ rep }) =>
    `${shortName(rep)} ${verbFor(rep, 'say')} that the gap behind this plan is not right: answer that first.`,
  rep_measure_missing: ({ rep }) => `${shortName(rep)} ${verbFor(rep, 'add')} at least one thing to try.`,
  behaviour_target_missing: 'Set what we want to see, and by when.',
  outcome_missing: 'Set the step whose rate will be checked later.',
  rep_acceptance_missing: ({ rep }) => `${shortName(rep)} ${verbFor(rep, 'agree')} to the plan.`,
  coach_acceptance_missing: ({ coach }) => `${shortName(coach)} ${verbFor(coach, 'agree')} to the plan.`,
  another_plan_active: 'Another plan is active this month: one skill at a time.',
  target_date_out_of_range: 'Set the date of the target within the next twelve weeks.',
};

/** What still stands between a plan and its start; codes that are new to the console are shown as they are. */
export function missingSentence(code: string, parties: PlanParties): string {
  const sentence = missingSentences[code] ?? humaniseId(code);
  return typeof sentence === 'string' ? sentence : sentence(parties);
}
