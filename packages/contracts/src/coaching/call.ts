import * as z from 'zod';
import { id } from '../fields/text.ts';
import { instant, localDate } from '../fields/time.ts';
import { dayText, instantText } from '../http/answer-fields.ts';
import { line, written } from './record-fields.ts';

const probability = z.enum(['unlikely', 'even', 'likely', 'sure']);
const jointRole = z.enum(['observe', 'support_on_my_sign', 'lead']);
const asExpected = z.enum(['yes', 'partly', 'no']);

const opening = z.strictObject({
  learner_id: id,
  plan_id: z.exactOptional(z.uuid()),
  obstacle_id: z.exactOptional(z.uuid()),
  activity_id: z.exactOptional(id).meta({ description: 'The coming call or meeting of the CRM' }),
  deal_id: z.exactOptional(id),
  account_id: z.exactOptional(id),
  starts_at: z.exactOptional(instant).meta({ description: 'Taken from the activity where one is named' }),
  metric: z.exactOptional(line),
});

const move = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('plan_call'),
      step: line.meta({ description: 'What I will do' }),
      expected: line.meta({ description: 'How they will react' }),
      otherwise: z.exactOptional(line).meta({ description: 'How else it could be put' }),
      probability: z.exactOptional(probability),
    }),
    z.strictObject({ kind: z.literal('agree_role'), role: jointRole }),
    z.strictObject({ kind: z.literal('move_start'), starts_at: instant }),
    z.strictObject({
      kind: z.literal('debrief'),
      happened: line,
      learned: line,
      as_expected: z.exactOptional(asExpected),
      took_place_at: z.exactOptional(instant),
    }),
    z.strictObject({ kind: z.literal('add_note'), text: line }),
    z.strictObject({ kind: z.literal('mark_takeover'), took_over: z.boolean() }),
    z.strictObject({
      kind: z.literal('plan_next_step'),
      next_step: line,
      see_on: z.exactOptional(localDate).meta({ description: 'When we can go and see' }),
    }),
    z.strictObject({ kind: z.literal('cancel') }),
  ],
  'must be the kind of a transition of a call, like plan_call or debrief',
);

const callPlan = z.object({
  step: z.string(),
  expected: z.string(),
  otherwise: z.string().nullable(),
  probability: probability.nullable(),
  by: z.string(),
  at: instantText,
  retrospective: z
    .boolean()
    .meta({ description: 'Entered after the call had started; the prediction itself stays locked' }),
});

const content = z.object({
  state: z.enum(['planned', 'debriefed', 'cancelled']),
  obstacle_id: z.string().nullable(),
  activity_id: z.string().nullable(),
  deal_id: z.string().nullable(),
  account_id: z.string().nullable(),
  starts_at: instantText.nullable(),
  metric: z.string().nullable(),
  plans: z.array(callPlan).meta({ description: 'The last one before the start is the prediction' }),
  role: z.object({ role: jointRole, by: z.string(), at: instantText, late: z.boolean() }).nullable(),
  happened: written.nullable(),
  learned: written.nullable(),
  as_expected: asExpected.nullable(),
  debriefed_at: instantText.nullable(),
  notes: z.array(written),
  takeover: z.array(z.object({ took_over: z.boolean(), by: z.string(), at: instantText })),
  next_step: written.nullable(),
  see_on: dayText.nullable(),
});

export const call = { opening, move, content };

export type CallOpening = z.output<typeof opening>;
export type CallMove = z.output<typeof move>;
export type CallContent = z.output<typeof content>;
export type Probability = z.output<typeof probability>;
