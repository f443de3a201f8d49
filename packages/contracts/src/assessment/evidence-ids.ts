/** How a piece of evidence is told: a share with an interval, a plain count, counts of a closed list, or a verdict. */
export type EvidenceShape = 'share' | 'count' | 'mix' | 'verdict' | 'effect';

/**
 * What an assessment may name as evidence: coaching itself, seen through its records. `groupsOnly` ones speak of results of selling
 * and are told of groups alone.
 */
export const evidenceIds = {
  plan_basis: { title: 'What plans started from', shape: 'mix', groupsOnly: false },
  plan_confirmed: { title: 'Plans whose hypothesis both confirmed', shape: 'share', groupsOnly: false },
  plan_self_analysis: { title: 'Plans with the learner’s own analysis', shape: 'share', groupsOnly: false },
  rep_measures: { title: 'Measures written by the learner', shape: 'share', groupsOnly: false },
  coach_actions: { title: 'Plans in which the coach promised something', shape: 'share', groupsOnly: false },
  behaviour_target: { title: 'Plans with a behaviour that can be seen', shape: 'share', groupsOnly: false },
  behaviour_change: { title: 'Behaviours seen that changed', shape: 'share', groupsOnly: false },
  outcome_verdict: { title: 'What can be told about the step', shape: 'verdict', groupsOnly: false },
  reviews_kept: { title: 'Reviews held by the day they were due', shape: 'share', groupsOnly: false },
  cycles_done: { title: 'Calls predicted and debriefed', shape: 'count', groupsOnly: false },
  cycles_learned: { title: 'Debriefs that say what was learned', shape: 'count', groupsOnly: false },
  observed_in_action: { title: 'Plans seen in action', shape: 'share', groupsOnly: false },
  solution_mix: { title: 'What sessions came to', shape: 'mix', groupsOnly: false },
  switch_to_training: { title: 'Sessions that switched to training', shape: 'count', groupsOnly: false },
  sessions_by_kind: { title: 'Sessions by kind', shape: 'mix', groupsOnly: false },
  sessions_by_context: { title: 'Sessions by context', shape: 'mix', groupsOnly: false },
  near_call_share: { title: 'Calls prepared within a day before', shape: 'share', groupsOnly: false },
  intentional_share: { title: 'Sessions planned ahead', shape: 'share', groupsOnly: false },
  takeover_share: { title: 'Joint calls that the coach took over', shape: 'share', groupsOnly: false },
  own_selling: { title: 'Deals that the manager won, of the team’s', shape: 'share', groupsOnly: false },
  hours_agreed: { title: 'Coaching hours agreed', shape: 'count', groupsOnly: false },
  coaching_hours: { title: 'Coaching hours held', shape: 'count', groupsOnly: false },
  sessions_moved: { title: 'Sessions moved or dropped', shape: 'count', groupsOnly: false },
  training_before_reps: { title: 'Trainings the coach had first', shape: 'share', groupsOnly: false },
  findings_rejected: { title: 'Findings that the two rejected', shape: 'share', groupsOnly: false },
  learner_pulse: { title: 'Learners who did the thinking', shape: 'share', groupsOnly: false },
  barriers_open: { title: 'Barriers without an answer', shape: 'count', groupsOnly: false },
  barriers_answered: { title: 'Barriers answered within 30 days', shape: 'share', groupsOnly: false },
  coverage: { title: 'People with a live plan', shape: 'share', groupsOnly: false },
  curriculum_done: { title: 'Units of coaching completed', shape: 'count', groupsOnly: false },
  practice_cards: { title: 'Practices offered to all', shape: 'count', groupsOnly: false },
  detectable_gap: { title: 'Smallest gap that could have been seen', shape: 'effect', groupsOnly: false },
  effect_pooled: { title: 'Effect of coaching, pooled', shape: 'effect', groupsOnly: true },
  placebo_rate: { title: 'Effects found where nobody was coached', shape: 'share', groupsOnly: true },
  quota_gap: { title: 'Attainment beside coaching', shape: 'effect', groupsOnly: true },
} as const satisfies Readonly<
  Record<string, { readonly title: string; readonly shape: EvidenceShape; readonly groupsOnly: boolean }>
>;

export type EvidenceId = keyof typeof evidenceIds;

export const evidenceIdNames = Object.keys(evidenceIds).filter(isEvidenceId);

export function isEvidenceId(text: string): text is EvidenceId {
  return Object.hasOwn(evidenceIds, text);
}
