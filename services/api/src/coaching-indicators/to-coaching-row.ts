import type { CoachingIndicators } from '@stepup/contracts';
import type { CoachingIndicatorRow } from '@stepup/warehouse';

const fewestPulses = 5;

/** Deals won in the period by a manager, and by them and those who report to them. */
export interface WonOfTeam {
  readonly own: number;
  readonly all: number;
}

/** The counts of one coach as the contract shows them. */
export function toCoachingRow(
  key: string,
  row: CoachingIndicatorRow,
  won: WonOfTeam | null,
): CoachingIndicators {
  const { developmental, strategic, tactical, opportunistic } = row;
  const { prioritising_customers, pursuing_opportunities, making_calls, managing_accounts } = row;
  return {
    key,
    sessions: countOf(row.sessions),
    sessions_by_kind: { developmental, strategic, tactical, opportunistic },
    sessions_by_context: { prioritising_customers, pursuing_opportunities, making_calls, managing_accounts },
    intentional_share: shareOf(row.intentional, row.intentional_of),
    sessions_moved: countOf(row.sessions_moved),
    sessions_kept: shareOf(row.sessions_all - row.sessions_moved, row.sessions_all),
    near_call_share: shareOf(row.prepared_near, row.calls),
    near_debrief_share: shareOf(row.debriefed_near, row.calls),
    solution_mix: {
      training: row.solved_by_training,
      coaching: row.solved_by_coaching,
      feedback: row.solved_by_feedback,
      other: row.solved_by_other,
    },
    switch_to_training: countOf(row.switched_to_training),
    cycles_done: countOf(row.cycles_done),
    cycles_learned: countOf(row.cycles_learned),
    takeover_share: shareOf(row.takeovers, row.joint_calls),
    reviews_kept: shareOf(row.reviews_held_in_time, row.reviews_held + row.reviews_overdue),
    reviews_overdue: countOf(row.reviews_overdue),
    plan_basis: {
      diagnosis: row.basis_diagnosis,
      lever: row.basis_lever,
      observation: row.basis_observation,
      own_wish: row.basis_own_wish,
      strategy: row.basis_strategy,
    },
    coach_actions: shareOf(row.plans_with_coach_action, row.plans),
    behaviour_target: shareOf(row.plans_with_behaviour_target, row.plans),
    training_before_reps: shareOf(row.trainings_learned_before, row.trainings),
    hours_agreed: { value: row.hours_agreed, n: row.hour_agreements },
    coaching_hours: {
      value: row.sessions_timed === 0 ? null : row.minutes_held / 60,
      n: row.sessions_timed,
    },
    own_selling: {
      ...shareOf(won?.own ?? 0, won?.all ?? 0),
      agreed: row.own_selling_agreements === 0 ? null : row.own_selling_agreed / row.own_selling_agreements,
    },
    plan_self_analysis: shareOf(row.plan_self_analysis, row.plans),
    plan_confirmed: shareOf(row.plan_confirmed, row.plans),
    observed_in_action: shareOf(row.observed_in_action, row.plans),
    rep_measures: shareOf(row.rep_measures, row.measures),
    behaviour_change: shareOf(row.behaviour_changed, row.behaviour_seen),
    handovers_open: countOf(row.handovers_open),
    barriers_open: countOf(row.barriers_open),
    barriers_answered: shareOf(row.barriers_answered_in_time, row.barriers_answered),
    // Two taps of fewer than five people could be traced to one of them.
    learner_pulse:
      row.pulses < fewestPulses
        ? { value: null, n: 0, reason_if_null: 'fewer_than_five' }
        : shareOf(row.pulses_own_thinking, row.pulses),
  };
}

function countOf(value: number) {
  return { value, n: value };
}

function shareOf(part: number, whole: number) {
  return whole === 0
    ? { value: null, n: 0, reason_if_null: 'nothing_counted' }
    : { value: part / whole, n: whole };
}
