import * as z from 'zod';
import { id, textOf } from '../fields/text.ts';
import { localDate, localMonth } from '../fields/time.ts';
import { dayText, instantText } from './answer-fields.ts';
import { listOf } from './list.ts';
import { paging, peopleFilters } from './query-fields.ts';

const answerText = textOf(5000);
/** Where the proposal of a plan came from. Every rep gets one each month, flagged or not. */
export const planBases = ['diagnosis', 'lever', 'observation', 'own_wish', 'strategy'] as const;
const basis = z.enum(planBases);
const side = z.enum(['rep', 'coach']);
const verdict = z.enum(['confirmed', 'aberration', 'other_cause']);

/** How far a plan has come. */
const planState = z.enum(['draft', 'proposed', 'active', 'completed', 'abandoned']);

const behaviourVerdict = z.enum(['changed', 'not_yet', 'not_seen']);
const abandonReason = z.enum(['changed_approach', 'not_a_skill_matter', 'paused', 'opened_by_mistake']);

const frozenNumber = z.object({ indicator: textOf(200), value: textOf(200), basis: textOf(500) });

const behaviourTarget = z.object({
  behaviour: textOf(500),
  indicator: textOf(200),
  baseline: z.number(),
  value: z.number(),
  by: localDate,
});

const outcomeTarget = z.object({
  pipeline_id: id,
  stage_id: id,
  baseline: z.number().min(0).max(1).nullable(),
  proven_for: z.enum(['person', 'group']),
});

/** Something somebody wrote. Fields of a plan are lists of these: the last counts, the earlier ones stay. */
function entriesOf<Value extends z.ZodType>(value: Value) {
  return z.array(z.object({ value, by: z.string(), at: instantText, late: z.boolean() }));
}

const reason = z.object({ text: answerText, numbers: z.array(frozenNumber).max(50), as_of: instantText });

/** One month's slice of a focus: which skill, why this one, what will we do. */
export const plan = z.object({
  id: z.string(),
  focus_id: z.string(),
  rep_id: z.string(),
  coach_id: z.string(),
  month: localMonth,
  basis,
  diagnosis_id: z.string().nullable(),
  state: planState,
  version: z.int().min(1).meta({ description: 'What If-Match compares' }),
  opened_at: instantText,
  updated_at: instantText,
  skill: entriesOf(z.string()),
  reason: entriesOf(reason),
  self_analysis: entriesOf(z.string()),
  coach_view: entriesOf(z.string()),
  confirmation: z.object({ discussion: entriesOf(verdict), observation: entriesOf(verdict) }),
  measures: z.array(
    z.object({
      id: z.string(),
      author: side,
      text: z.string(),
      by: z.string(),
      at: instantText,
      withdrawn: z.boolean(),
    }),
  ),
  coach_actions: z.array(
    z.object({ id: z.string(), text: z.string(), on: dayText.nullable(), by: z.string(), at: instantText }),
  ),
  acceptance: z.array(
    z.object({
      side,
      answer: z.enum(['accepted', 'change_wanted']),
      comment: z.string().nullable(),
      stands: z.boolean().meta({ description: 'False once the content changed after the answer' }),
      by: z.string(),
      at: instantText,
    }),
  ),
  behaviour_target: entriesOf(behaviourTarget),
  outcome: entriesOf(outcomeTarget),
  behaviour_verdict: entriesOf(behaviourVerdict),
  abandoned: z.object({ because: abandonReason, by: z.string(), at: instantText }).nullable(),
  handovers: z
    .array(z.object({ from: z.string(), to: z.string(), at: instantText, notes_open: z.boolean() }))
    .meta({ description: 'New managers; notes of before are open to them where the learner opened them' }),
  missing_for_activation: z
    .array(z.string())
    .meta({ description: 'Stable codes of what is still to be done' }),
});

/** Body of `POST /v1/plans`. */
export const planRequest = z.strictObject({
  rep_id: id,
  month: localMonth,
  basis,
  diagnosis_id: z.exactOptional(id),
  continues: z.exactOptional(id).meta({ description: 'The plan of the month before, of the same focus' }),
});

/** Body of `POST /v1/plans/{id}/transitions`: one thing that the two can do to a plan. */
export const planTransition = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('choose_skill'), skill_id: id }),
    z.strictObject({
      kind: z.literal('state_reason'),
      text: answerText,
      numbers: z.array(frozenNumber).max(50),
    }),
    z.strictObject({ kind: z.literal('write_self_analysis'), text: answerText }),
    z.strictObject({ kind: z.literal('write_coach_view'), text: answerText }),
    z.strictObject({ kind: z.literal('confirm_by_discussion'), verdict }),
    z.strictObject({ kind: z.literal('confirm_by_observation'), verdict }),
    z.strictObject({ kind: z.literal('add_measure'), text: answerText }),
    z.strictObject({ kind: z.literal('withdraw_measure'), measure_id: id }),
    z.strictObject({ kind: z.literal('add_coach_action'), text: answerText, on: z.exactOptional(localDate) }),
    z.strictObject({ kind: z.literal('set_behaviour_target'), target: behaviourTarget }),
    z.strictObject({ kind: z.literal('set_outcome'), outcome: outcomeTarget }),
    z.strictObject({ kind: z.literal('propose') }),
    z.strictObject({ kind: z.literal('accept'), comment: z.exactOptional(answerText) }),
    z.strictObject({ kind: z.literal('want_change'), comment: z.exactOptional(answerText) }),
    z.strictObject({ kind: z.literal('activate') }),
    z.strictObject({ kind: z.literal('record_behaviour_verdict'), verdict: behaviourVerdict }),
    z.strictObject({ kind: z.literal('open_older_notes') }),
    z.strictObject({ kind: z.literal('complete') }),
    z.strictObject({ kind: z.literal('abandon'), because: abandonReason }),
  ],
  'must be the kind of a transition, like choose_skill or propose',
);

/** `GET /v1/plans`. */
export const plansAnswer = listOf(plan);

/** Query of `GET /v1/plans`. */
export const plansQuery = z.strictObject({
  rep: peopleFilters.rep,
  manager: peopleFilters.manager,
  month: z.exactOptional(localMonth),
  state: z.exactOptional(planState),
  ...paging,
});

export type Plan = z.output<typeof plan>;
export type PlanRequest = z.output<typeof planRequest>;
export type PlanTransition = z.output<typeof planTransition>;
export type PlansAnswer = z.output<typeof plansAnswer>;
export type PlansQuery = z.output<typeof plansQuery>;
