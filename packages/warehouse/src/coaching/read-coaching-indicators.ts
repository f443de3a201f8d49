import { type Instant, planBases } from '@stepup/contracts';
import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';

const number = z.coerce.number();

/** Coaching of one coach in a period. Shares are null where nothing was counted. */
const row = z.object({
  coach: z.string(),
  learners: number,
  sessions: number,
  developmental: number,
  strategic: number,
  tactical: number,
  opportunistic: number,
  prioritising_customers: number,
  pursuing_opportunities: number,
  making_calls: number,
  managing_accounts: number,
  intentional: number,
  intentional_of: number,
  sessions_moved: number,
  sessions_all: number,
  sessions_timed: number,
  minutes_held: number,
  solved_by_training: number,
  solved_by_coaching: number,
  solved_by_feedback: number,
  solved_by_other: number,
  switched_to_training: number,
  calls: number,
  prepared_near: number,
  debriefed_near: number,
  cycles_done: number,
  cycles_learned: number,
  joint_calls: number,
  takeovers: number,
  reviews_held: number,
  reviews_held_in_time: number,
  reviews_overdue: number,
  plans: number,
  plan_self_analysis: number,
  plan_confirmed: number,
  observed_in_action: number,
  measures: number,
  rep_measures: number,
  behaviour_changed: number,
  behaviour_seen: number,
  handovers_open: number,
  barriers_open: number,
  barriers_answered: number,
  barriers_answered_in_time: number,
  basis_diagnosis: number,
  basis_lever: number,
  basis_observation: number,
  basis_own_wish: number,
  basis_strategy: number,
  plans_with_coach_action: number,
  plans_with_behaviour_target: number,
  trainings: number,
  trainings_learned_before: number,
  hours_agreed: number,
  hour_agreements: number,
  own_selling_agreed: number,
  own_selling_agreements: number,
  pulses: number,
  pulses_own_thinking: number,
});

export type CoachingIndicatorRow = z.output<typeof row>;

const flag = (name: string) => `JSONExtractBool(told, '${name}')`;
const text = (name: string) => `JSONExtractString(told, '${name}')`;
const count = (name: string) => `JSONExtractUInt(told, '${name}')`;
const is = (name: string, value: string) => `${text(name)} = '${value}'`;
const moment = (name: string) => `parseDateTime64BestEffortOrNull(${text(name)}, 6, 'UTC')`;

/** The day of a moment where the tenant is. */
const day = (instant: string) => `toDate(${instant}, {zone:String})`;

/** The month of an agreement, as its first day. */
const monthDay = `toDateOrNull(concat(${text('month')}, '-01'))`;

const isOfNoEndedPlan = `plan_ended_at = toDateTime64(0, 6, 'UTC')`;

/** Of a plan that has ended nothing waits any more: of its reviews those are overdue that fell due in the period and before its end. */
const isOverdue = `(toDateOrNull(${text('due_on')}) AS due) < ${day("{until:DateTime64(6, 'UTC')}")}
        AND (${isOfNoEndedPlan} OR due < ${day('plan_ended_at')} AND due >= ${day("{from:DateTime64(6, 'UTC')}")})`;

/** Whose coaching a row is: what somebody did as a coach, or what was done with them as a learner. */
type CoachedAs = 'coach' | 'learner';

/** Agreements on time count for the manager whose time it is, everything else for whoever coaches. When what a record is about took place, else when it was opened; states and standing lists count as they are at the end. */
const coachingOf = (as: CoachedAs) => ({
  name: `coaching_of_${as}s`,
  sql: `WITH newest AS (
      SELECT name, record_id, argMax(state, version) AS state, argMax(learner, version) AS learner,
        argMax(coach, version) AS coached, argMax(plan_id, version) AS plan_id, any(opened_at) AS opened_at, argMax(measures, version) AS told, max(at) AS changed_at
      FROM coaching_events FINAL
      WHERE tenant = {tenant:String} AND at < {until:DateTime64(6, 'UTC')} GROUP BY name, record_id),
    ended AS (
      SELECT record_id AS plan_id, min(at) AS plan_ended_at FROM coaching_events FINAL
      WHERE tenant = {tenant:String} AND name = 'plan' AND state IN ('completed', 'abandoned') AND at < {until:DateTime64(6, 'UTC')}
      GROUP BY record_id),
    placed AS (
      SELECT *, ${as === 'coach' ? `if(name = 'time_agreement', learner, coached)` : 'learner'} AS coached_by, coalesce(multiIf(name = 'session', ${moment('held_at')}, name = 'call', ${moment('starts_at')},
        name = 'review', ${moment('held_at')}, NULL), opened_at) AS happened_at FROM newest),
    counted AS (SELECT *, happened_at >= {from:DateTime64(6, 'UTC')} AND happened_at < {until:DateTime64(6, 'UTC')} AS within FROM placed LEFT JOIN ended ON ended.plan_id = placed.plan_id)
    SELECT toString(assumeNotNull(coached_by)) AS coach, uniqExactIf(learner, within AND name != 'time_agreement') AS learners,
      countIf(name = 'session' AND within AND state IN ('held', 'settled') AS held) AS sessions,
      ${['developmental', 'strategic', 'tactical', 'opportunistic'].map((kind) => `countIf(held AND ${is('kind', kind)}) AS ${kind},`).join('\n      ')}
      ${['prioritising_customers', 'pursuing_opportunities', 'making_calls', 'managing_accounts'].map((context) => `countIf(held AND ${is('context', context)}) AS ${context},`).join('\n      ')}
      countIf(held AND ${flag('intentional')}) AS intentional,
      countIf(held AND JSONType(told, 'intentional') = 'Bool') AS intentional_of,
      countIf(held AND ${count('minutes')} > 0) AS sessions_timed,
      sumIf(${count('minutes')}, held) AS minutes_held,
      countIf(name = 'session' AND within AND (state = 'dropped' OR ${count('times_moved')} > 0)) AS sessions_moved,
      countIf(name = 'session' AND within) AS sessions_all,
      ${['training', 'coaching', 'feedback', 'other'].map((solution) => `countIf(held AND ${is('solution', solution)}) AS solved_by_${solution},`).join('\n      ')}
      countIf(held AND ${flag('switched_to_training')}) AS switched_to_training,
      countIf(name = 'call' AND within AND state != 'cancelled' AS is_call) AS calls,
      countIf(is_call AND ${flag('prepared_near')}) AS prepared_near,
      countIf(is_call AND ${flag('debriefed_near')}) AS debriefed_near,
      countIf(is_call AND ${flag('debriefed')} AND ${flag('has_prediction')}) AS cycles_done,
      countIf(is_call AND ${flag('debriefed')} AND ${flag('learned')}) AS cycles_learned,
      countIf(is_call AND ${flag('is_joint')}) AS joint_calls,
      countIf(is_call AND ${flag('took_over')}) AS takeovers,
      countIf(name = 'review' AND within AND state = 'held' AS review_held) AS reviews_held,
      countIf(review_held AND ${day(moment('held_at'))} <= toDateOrNull(${text('due_on')})) AS reviews_held_in_time,
      countIf(name = 'review' AND state = 'due' AND ${isOverdue}) AS reviews_overdue,
      countIf(name = 'plan' AND within AND state IN ('active', 'completed') AS is_plan) AS plans,
      countIf(is_plan AND ${flag('has_self_analysis')}) AS plan_self_analysis,
      countIf(is_plan AND ${is('confirmed', 'confirmed')}) AS plan_confirmed,
      countIf(is_plan AND ${text('observed')} != '') AS observed_in_action,
      sumIf(${count('measures')}, is_plan) AS measures,
      sumIf(${count('rep_measures')}, is_plan) AS rep_measures,
      countIf(is_plan AND ${is('behaviour', 'changed')}) AS behaviour_changed,
      countIf(is_plan AND ${text('behaviour')} IN ('changed', 'not_yet')) AS behaviour_seen,
      countIf(name = 'handover' AND state = 'open' AND ${isOfNoEndedPlan}) AS handovers_open,
      countIf(name = 'barrier' AND state = 'open' AND ${isOfNoEndedPlan}) AS barriers_open,
      countIf(name = 'barrier' AND state = 'answered' AND within) AS barriers_answered,
      countIf(name = 'barrier' AND state = 'answered' AND within AND ${day('changed_at')} <= toDateOrNull(${text('due_on')})) AS barriers_answered_in_time,
      ${planBases.map((basis) => `countIf(is_plan AND ${is('basis', basis)}) AS basis_${basis},`).join('\n      ')}
      countIf(is_plan AND ${count('coach_actions')} > 0) AS plans_with_coach_action,
      countIf(is_plan AND ${flag('has_behaviour_target')}) AS plans_with_behaviour_target,
      countIf(name = 'training' AND state = 'held' AND within) AS trainings,
      countIf(name = 'training' AND state = 'held' AND within AND ${flag('coach_learned_before')}) AS trainings_learned_before,
      countIf(name = 'time_agreement' AND state = 'agreed' AND ${monthDay} >= ${day("{from:DateTime64(6, 'UTC')}")}
        AND ${monthDay} < ${day("{until:DateTime64(6, 'UTC')}")} AS is_agreed) AS hour_agreements,
      sumIf(JSONExtractFloat(told, 'hours'), is_agreed) AS hours_agreed,
      countIf(is_agreed AND JSONType(told, 'own_selling_share') IN ('Double', 'Int64', 'UInt64') AS is_share_agreed) AS own_selling_agreements,
      sumIf(JSONExtractFloat(told, 'own_selling_share'), is_share_agreed) AS own_selling_agreed,
      countIf(name = 'pulse' AND within AND state = 'given') AS pulses,
      countIf(name = 'pulse' AND within AND state = 'given' AND ${is('i_did_the_thinking', 'yes')}) AS pulses_own_thinking
    FROM counted WHERE coached_by IS NOT NULL GROUP BY coached_by ORDER BY coach`,
  parameters: z.object({ tenant: z.string(), from: z.string(), until: z.string(), zone: z.string() }),
  row,
});
const queries = { coach: coachingOf('coach'), learner: coachingOf('learner') } as const;

/** What the records of a half-open period say of each coach, or of each learner; `coach` of a row is the pseudonym of whom it is about. */
export function readCoachingIndicators(
  warehouse: Warehouse,
  asked: { tenant: string; from: Instant; until: Instant; timeZone: string; as?: CoachedAs },
): Promise<CoachingIndicatorRow[]> {
  const { tenant } = asked;
  const bare = (at: Instant) => at.replace('T', ' ').replace('Z', '');
  return warehouse.read(queries[asked.as ?? 'coach'], {
    tenant,
    from: bare(asked.from),
    until: bare(asked.until),
    zone: asked.timeZone,
  });
}
