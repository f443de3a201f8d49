import * as z from 'zod';
import { recordNames } from '../coaching/record.ts';
import { id } from '../fields/text.ts';
import { localMonth } from '../fields/time.ts';
import { dayText, instantText } from './answer-fields.ts';
import { listOf } from './list.ts';
import { planBases } from './plans.ts';
import { wholeNumberBetween } from './query-fields.ts';

/** What can wait for somebody, in the order in which it is shown on one day. */
export const agendaKinds = [
  'plan_missing',
  'review_due',
  'session_planned',
  'debrief_missing',
  'cycle_without_evidence',
  'action_due',
  'obstacle_untouched',
  'barrier_waiting',
  'dispute_waiting',
  'assessment_due',
] as const;
const agendaKind = z.enum(agendaKinds);

const proposal = z
  .object({
    basis: z.enum(planBases),
    skill_id: z.string().nullable(),
    step: z.object({ pipeline_id: z.string(), stage_id: z.string() }).nullable(),
  })
  .meta({ description: 'What the plan could be about; the two choose' });

const agendaItem = z.object({
  kind: agendaKind,
  learner_id: z.string(),
  coach_id: z.string().nullable(),
  day: dayText.meta({ description: 'Since when, or on which, somebody has something to do' }),
  at: instantText.nullable().meta({ description: 'For what has an hour' }),
  month: localMonth
    .nullable()
    .meta({ description: 'To be planned or looked back on; null for what is about no month' }),
  plan_id: z.string().nullable(),
  record: z.object({ name: z.enum(recordNames), id: z.string() }).nullable(),
  proposal: proposal.nullable(),
});

/** `GET /v1/agenda`: what waits for the reader and those the reader coaches, the earliest first, as one page. */
export const agendaAnswer = listOf(agendaItem).extend({
  today: dayText.meta({ description: 'In the zone of the tenant' }),
});

/** Query of `GET /v1/agenda`. */
export const agendaQuery = z.strictObject({
  learner: z.exactOptional(id).meta({ description: 'Only what is about this person' }),
  days: wholeNumberBetween(0, 92)
    .default(7)
    .meta({ description: 'How far ahead; what is late is always there' }),
});

export type AgendaAnswer = z.output<typeof agendaAnswer>;
export type AgendaKind = z.output<typeof agendaKind>;
