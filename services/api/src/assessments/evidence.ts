import {
  type Evidence,
  type EvidenceId,
  hintPattern,
  type AssessmentCriterion,
  type AssessmentRating,
  type Instant,
} from '@stepup/contracts';
import { wilsonInterval } from '@stepup/statistics';
import type { CoachingIndicatorRow } from '@stepup/warehouse';

/** Of intervals in answers. */
const level = 0.9;
/** Two taps of fewer than five people could be traced to one of them. */
const fewestPulses = 5;

type Said = Omit<Evidence, 'id' | 'counted_at'>;

const nothing = { value: null, n: 0, interval: null, mix: null, told_from: null, reason_if_null: null };

/** A share with its interval; null where there was nothing to count. */
export function sayShare(part: number, whole: number): Said {
  if (whole === 0) return sayNothing('nothing_counted');
  const { lower, upper } = wilsonInterval(part / whole, whole, level);
  return { ...nothing, value: part / whole, n: whole, interval: { lower, upper } };
}

export function sayCount(value: number, n = value): Said {
  return { ...nothing, value, n };
}

export function sayMix(mix: Readonly<Record<string, number>>): Said {
  const counted = Object.values(mix).reduce((sum, count) => sum + count, 0);
  return {
    ...nothing,
    n: counted,
    mix: { ...mix },
    reason_if_null: counted === 0 ? 'nothing_counted' : null,
  };
}

/** An effect with its range, on so many plans or people. */
export function sayEffect(value: number, n: number, interval: { lower: number; upper: number }): Said {
  return { ...nothing, value, n, interval };
}

export function sayNothing(reason: string): Said {
  return { ...nothing, reason_if_null: reason };
}

type FromRow = (row: CoachingIndicatorRow) => Said;

/** What is counted from the events of coaching records. */
export const evidenceOfRecords: Readonly<Partial<Record<EvidenceId, FromRow>>> = {
  plan_basis: (row) =>
    sayMix({
      diagnosis: row.basis_diagnosis,
      lever: row.basis_lever,
      observation: row.basis_observation,
      own_wish: row.basis_own_wish,
      strategy: row.basis_strategy,
    }),
  plan_confirmed: (row) => sayShare(row.plan_confirmed, row.plans),
  plan_self_analysis: (row) => sayShare(row.plan_self_analysis, row.plans),
  rep_measures: (row) => sayShare(row.rep_measures, row.measures),
  coach_actions: (row) => sayShare(row.plans_with_coach_action, row.plans),
  behaviour_target: (row) => sayShare(row.plans_with_behaviour_target, row.plans),
  behaviour_change: (row) => sayShare(row.behaviour_changed, row.behaviour_seen),
  reviews_kept: (row) => sayShare(row.reviews_held_in_time, row.reviews_held + row.reviews_overdue),
  cycles_done: (row) => sayCount(row.cycles_done),
  cycles_learned: (row) => sayCount(row.cycles_learned),
  observed_in_action: (row) => sayShare(row.observed_in_action, row.plans),
  solution_mix: (row) =>
    sayMix({
      training: row.solved_by_training,
      coaching: row.solved_by_coaching,
      feedback: row.solved_by_feedback,
      other: row.solved_by_other,
    }),
  switch_to_training: (row) => sayCount(row.switched_to_training),
  sessions_by_kind: ({ developmental, strategic, tactical, opportunistic }) =>
    sayMix({ developmental, strategic, tactical, opportunistic }),
  sessions_by_context: (row) =>
    sayMix({
      prioritising_customers: row.prioritising_customers,
      pursuing_opportunities: row.pursuing_opportunities,
      making_calls: row.making_calls,
      managing_accounts: row.managing_accounts,
    }),
  near_call_share: (row) => sayShare(row.prepared_near, row.calls),
  intentional_share: (row) => sayShare(row.intentional, row.intentional_of),
  takeover_share: (row) => sayShare(row.takeovers, row.joint_calls),
  hours_agreed: (row) => sayCount(row.hours_agreed, row.hour_agreements),
  coaching_hours: (row) =>
    row.sessions_timed === 0
      ? sayNothing('no_session_timed')
      : sayCount(row.minutes_held / 60, row.sessions_timed),
  sessions_moved: (row) => sayCount(row.sessions_moved),
  training_before_reps: (row) => sayShare(row.trainings_learned_before, row.trainings),
  learner_pulse: (row) =>
    row.pulses < fewestPulses ? sayNothing('fewer_than_five') : sayShare(row.pulses_own_thinking, row.pulses),
  barriers_open: (row) => sayCount(row.barriers_open),
  barriers_answered: (row) => sayShare(row.barriers_answered_in_time, row.barriers_answered),
};

/** The counts of several coaches together; null for none. */
export function addRows(rows: readonly CoachingIndicatorRow[]): CoachingIndicatorRow | null {
  return rows.reduce<CoachingIndicatorRow | null>(
    (sum, row) => (sum === null ? row : addTwo(sum, row)),
    null,
  );
}

function addTwo(one: CoachingIndicatorRow, other: CoachingIndicatorRow): CoachingIndicatorRow {
  const added = { ...one };
  for (const key of countsOf(one)) added[key] = one[key] + other[key];
  return added;
}

type CountKey = Exclude<keyof CoachingIndicatorRow, 'coach'>;

function countsOf(row: CoachingIndicatorRow): CountKey[] {
  const isCount = (key: string): key is CountKey => key !== 'coach';
  return Object.keys(row).filter(isCount);
}

/** What the evidence suggests by the rules; null where it suggests nothing or is not there. */
export function readHint(
  hint: AssessmentCriterion['hint'],
  evidence: readonly Evidence[],
): AssessmentRating | null {
  const conditions = [
    ['no', hint?.no_if],
    ['partly', hint?.partly_if],
    ['yes', hint?.yes_if],
  ] as const;
  return (
    conditions.find(([, condition]) => condition !== undefined && holds(condition, evidence))?.[0] ?? null
  );
}

function holds(condition: string, evidence: readonly Evidence[]): boolean {
  const [, id, comparison, bound] = hintPattern.exec(condition) ?? [];
  const value = evidence.find((piece) => piece.id === id)?.value ?? null;
  if (value === null || bound === undefined) return false;
  switch (comparison) {
    case '=':
      return value === Number(bound);
    case '<':
      return value < Number(bound);
    case '>':
      return value > Number(bound);
    case '<=':
      return value <= Number(bound);
    case '>=':
      return value >= Number(bound);
    default:
      return false;
  }
}

/** A piece of evidence as it stands at a moment. */
export function toEvidence(id: EvidenceId, said: Said, at: Instant): Evidence {
  return { id, ...said, counted_at: at };
}
