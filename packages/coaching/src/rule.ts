import { recordRules } from './records/record-rules.ts';

/**
 * Every rule a move can break: its stable code, why the rule stands, and what would make the move legal.
 * The codes are part of the public contract and are never renamed.
 */
const planRules = {
  not_a_party: {
    why: 'Only the two people of the plan can change it.',
    remedy: 'Sign in as the rep or the coach of this plan.',
  },
  only_the_rep: {
    why: 'This answer belongs to the rep, in the rep’s own words.',
    remedy: 'Ask the rep to enter it.',
  },
  only_the_coach: {
    why: 'This field belongs to the coach.',
    remedy: 'Ask the coach to enter it.',
  },
  only_the_author: {
    why: 'A measure belongs to the one who wrote it.',
    remedy: 'Ask its author to withdraw it, or say what you would change with want_change.',
  },
  plan_not_draft: {
    why: 'Only a draft can be proposed.',
    remedy: 'Go on with the plan as it stands, or abandon it and open a new one.',
  },
  plan_not_open_for_change: {
    why: 'What the two agreed stays as they agreed it.',
    remedy: 'Note the change in the next review, or abandon this plan and open one that continues the focus.',
  },
  plan_not_proposed: {
    why: 'Only a proposed plan can be accepted or activated.',
    remedy: 'Propose the draft first; a plan that is active already needs nothing more.',
  },
  plan_not_active: {
    why: 'This belongs to a plan that is being worked on.',
    remedy: 'Activate the plan first.',
  },
  plan_ended: {
    why: 'A completed or abandoned plan is kept as it is.',
    remedy: 'Open a new plan that continues the focus.',
  },
  self_analysis_first: {
    why: 'The rep looks at the numbers first, so that the analysis is the rep’s own.',
    remedy: 'The rep writes the self-analysis; then this opens.',
  },
  skill_missing: {
    why: 'The first question has no answer: which skill?',
    remedy: 'Choose one skill.',
  },
  reason_missing: {
    why: 'The second question has no answer: why this skill?',
    remedy: 'State the reason with the numbers as they stand.',
  },
  self_analysis_missing: {
    why: 'The rep has not yet said how things look from their side.',
    remedy: 'The rep writes the self-analysis.',
  },
  discussion_missing: {
    why: 'A diagnosis is a hypothesis until the two have talked about it, and the talk must be about the skill and reason as they read now.',
    remedy: 'Talk it over and record the confirmation by discussion.',
  },
  hypothesis_rejected: {
    why: 'The two found that the hypothesis does not hold.',
    remedy: 'Choose another skill or state another reason and talk again, or abandon the plan.',
  },
  finding_disputed: {
    why: 'The rep says that the finding behind this plan is not right, and nobody has answered yet.',
    remedy: 'Answer the dispute, or have the rep withdraw it.',
  },
  finding_taken_back: {
    why: 'The finding was taken back after the rep had said what is not right about it.',
    remedy: 'Start from another finding, or from the rep’s own wish.',
  },
  rep_measure_missing: {
    why: 'A plan without a measure by the rep is somebody else’s plan.',
    remedy: 'The rep adds at least one measure.',
  },
  behaviour_target_missing: {
    why: 'What counts as changed behaviour is decided before it is looked for.',
    remedy: 'Set the behaviour target: behaviour, indicator, baseline, value and date.',
  },
  outcome_missing: {
    why: 'The outcome to be verified is decided before it is seen.',
    remedy: 'Set the outcome: the step whose step-up rate will be verified, for the person or the group.',
  },
  rep_acceptance_missing: {
    why: 'Both have to accept the plan as it reads now.',
    remedy: 'The rep accepts the plan.',
  },
  coach_acceptance_missing: {
    why: 'Both have to accept the plan as it reads now.',
    remedy: 'The coach accepts the plan.',
  },
  another_plan_active: {
    why: 'One skill at a time: a rep has at most one active developmental plan a month.',
    remedy: 'Complete or abandon the other plan of this month, or move this one to the next month.',
  },
  target_date_out_of_range: {
    why: 'Behaviour shows within weeks: the date lies after today and at most twelve weeks ahead.',
    remedy: 'Set the behaviour target again with such a date.',
  },
  target_equals_baseline: {
    why: 'A target that equals the baseline asks for no change.',
    remedy: 'Set a value that differs from the baseline.',
  },
  behaviour_verdict_missing: {
    why: 'A plan is completed when it has been said what was seen of the behaviour.',
    remedy: 'Record the behaviour verdict; not_seen is an honest one.',
  },
  measure_unknown: {
    why: 'There is no standing measure with this id.',
    remedy: 'Read the plan again and use the id of a measure that has not been withdrawn.',
  },
  id_taken: {
    why: 'Nothing is overwritten: this id already stands in the plan.',
    remedy: 'Use a new id.',
  },
  no_closed_notes: {
    why: 'The present coach can read everything that was written.',
    remedy: 'Nothing is left to be opened.',
  },
  text_empty: {
    why: 'An empty text says nothing.',
    remedy: 'Write at least a word.',
  },
} as const;

const rules = { ...planRules, ...recordRules };

export type Rule = keyof typeof rules;

/** A refused move names the rule it broke, why the rule stands, and what would make the move legal. */
export interface BrokenRule {
  readonly rule: Rule;
  readonly why: string;
  readonly remedy: string;
}

/** `remedy` where more can be said than what always holds. */
export function breakRule(rule: Rule, remedy: string = rules[rule].remedy): BrokenRule {
  return { rule, why: rules[rule].why, remedy };
}
