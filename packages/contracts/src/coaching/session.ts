import * as z from 'zod';
import { id } from '../fields/text.ts';
import { instant, localDate } from '../fields/time.ts';
import { dayText, instantText } from '../http/answer-fields.ts';
import { line, passage, recordSide, written } from './record-fields.ts';

const kind = z.enum(['developmental', 'strategic', 'tactical', 'opportunistic']);
const form = z.enum(['talk', 'role_play', 'call_review', 'joint_call', 'document_review']);
const context = z.enum([
  'prioritising_customers',
  'pursuing_opportunities',
  'making_calls',
  'managing_accounts',
]);
const about = z.enum(['tactical', 'strategic']);
const sign = z.enum(['reinforce', 'improve']);
const outcome = z.enum(['action_items', 'plan', 'settled']);
const minutes = z.int().min(1).max(480).meta({ description: 'How long the two talked' });

/** The questions of the solution chart, in the order in which they are asked. */
const chartQuestion = z.enum([
  'worth_fixing',
  'expectation_known',
  'nothing_in_the_way',
  'aware_of_the_gap',
  'knows_how',
  'no_better_way_believed',
  'done_steadily',
  'steady_after_practice',
  'training_would_help',
]);

/** What an answer of no leads to. */
const chartSolution = z.enum(['stop', 'feedback', 'other', 'training', 'coaching']);

const chartAnswer = z.strictObject({ question: chartQuestion, answer: z.enum(['yes', 'no']) });

/** The two ways to run a talk that is about learning, and their stages in order. */
const conversationModel = z.enum(['field_training', 'sales_coaching']);
const conversationStage = z.enum(['tell', 'show', 'engage', 'practise', 'do', 'review']);

const roamPart = z.enum(['results', 'worth', 'activities', 'methodology']);
const objective = z.enum(['quota', 'plan_target', 'typical_peer']);
const sledStage = z.enum(['set_stage', 'lead_analysis', 'explore_solutions', 'develop_plan']);

const opening = z.strictObject({
  learner_id: id,
  kind,
  form: form.default('talk'),
  context: z.exactOptional(context),
  plan_id: z.exactOptional(z.uuid()),
  deal_id: z.exactOptional(id),
  account_id: z.exactOptional(id),
  activity_id: z.exactOptional(id),
  list: z.exactOptional(line).meta({ description: 'The list of customers or leads it is about' }),
  about: z.exactOptional(about),
  sign: z.exactOptional(sign),
  planned_for: z.exactOptional(instant),
  held_at: z.exactOptional(instant).meta({ description: 'When it is entered after it took place' }),
  note: z.exactOptional(line).meta({ description: 'One line: what was just seen' }),
  minutes: z.exactOptional(minutes),
});

const move = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('reschedule'), planned_for: instant }),
    z.strictObject({ kind: z.literal('drop'), because: z.exactOptional(line) }),
    z.strictObject({ kind: z.literal('hold'), held_at: instant }),
    z.strictObject({ kind: z.literal('write_stage'), stage: sledStage, text: passage }),
    z.strictObject({
      kind: z.literal('write_roam'),
      part: roamPart,
      text: passage,
      objective: z.exactOptional(objective),
      worth_fixing: z.exactOptional(z.boolean()),
    }),
    z.strictObject({ kind: z.literal('answer_chart'), answers: z.array(chartAnswer).min(1).max(9) }),
    z.strictObject({
      kind: z.literal('name_chart_owner'),
      owner_id: id,
      text: line,
    }),
    z.strictObject({ kind: z.literal('add_option'), text: line }),
    z.strictObject({ kind: z.literal('agree_option'), option_id: id }),
    z.strictObject({ kind: z.literal('disagree'), text: line }),
    z.strictObject({ kind: z.literal('choose_model'), model: conversationModel }),
    z.strictObject({
      kind: z.literal('switch_model'),
      model: conversationModel,
      because: z.enum(['knowledge_gap', 'knows_already', 'other']),
    }),
    z.strictObject({ kind: z.literal('enter_stage'), stage: conversationStage }),
    z.strictObject({ kind: z.literal('judge_pattern'), verdict: z.enum(['pattern', 'one_off']) }),
    z.strictObject({
      kind: z.literal('add_action'),
      text: line,
      owner_id: id,
      due_on: localDate,
      seen_by: line.meta({ description: 'How we see that it is done' }),
    }),
    z.strictObject({
      kind: z.literal('settle_action'),
      action_id: id,
      result: z.enum(['done', 'dropped']),
    }),
    z.strictObject({
      kind: z.literal('settle'),
      outcome,
      plan_id: z.exactOptional(z.uuid()),
      minutes: z.exactOptional(minutes),
    }),
  ],
  'must be the kind of a transition of a session, like hold or settle',
);

const chartReading = z.object({
  answers: z.array(z.object({ question: chartQuestion, answer: z.enum(['yes', 'no']) })),
  acts: z.object({ question: chartQuestion, solution: chartSolution }).nullable(),
  hits: z.array(z.object({ question: chartQuestion, solution: chartSolution })),
  owner_id: z.string().nullable(),
  owner_task: z.string().nullable(),
  by: z.string(),
  at: instantText,
});

const content = z.object({
  kind,
  form,
  context: context.nullable(),
  deal_id: z.string().nullable(),
  account_id: z.string().nullable(),
  activity_id: z.string().nullable(),
  list: z.string().nullable(),
  about: about.nullable(),
  sign: sign.nullable(),
  state: z.enum(['planned', 'held', 'settled', 'dropped']),
  planned_for: instantText.nullable(),
  times_moved: z.int(),
  held_at: instantText.nullable(),
  // Records of an older release do not have it.
  minutes: minutes.nullable().default(null),
  intentional: z
    .boolean()
    .nullable()
    .meta({ description: 'Planned at least two hours ahead; null where it is not measured' }),
  note: written.nullable(),
  stages: z.array(z.object({ stage: sledStage, ...written.shape })),
  roam: z.array(
    z.object({
      part: roamPart,
      objective: objective.nullable(),
      worth_fixing: z.boolean().nullable(),
      ...written.shape,
    }),
  ),
  chart: chartReading.nullable(),
  options: z.array(z.object({ id: z.string(), ...written.shape, agreed_by: z.array(recordSide) })),
  disagreements: z.array(written),
  model: conversationModel.nullable(),
  model_switches: z.array(
    z.object({
      from: conversationModel,
      to: conversationModel,
      because: z.enum(['knowledge_gap', 'knows_already', 'other']),
      by: z.string(),
      at: instantText,
    }),
  ),
  conversation: z.array(z.object({ stage: conversationStage, model: conversationModel, at: instantText })),
  pattern: z.enum(['pattern', 'one_off']).nullable(),
  actions: z.array(
    z.object({
      id: z.string(),
      ...written.shape,
      owner_id: z.string(),
      due_on: dayText,
      seen_by: z.string(),
      result: z.enum(['open', 'done', 'dropped']),
      settled_at: instantText.nullable(),
    }),
  ),
  outcome: outcome.nullable(),
});

export const session = { opening, move, content };

export type SessionOpening = z.output<typeof opening>;
export type SessionMove = z.output<typeof move>;
export type SessionContent = z.output<typeof content>;
export type ChartQuestion = z.output<typeof chartQuestion>;
export type ChartSolution = z.output<typeof chartSolution>;
export type ChartAnswer = z.output<typeof chartAnswer>;
export type ConversationModel = z.output<typeof conversationModel>;
export type ConversationStage = z.output<typeof conversationStage>;
