import * as z from 'zod';
import { dayText, instantText } from '../http/answer-fields.ts';
import { id } from '../fields/text.ts';
import { paging } from '../http/query-fields.ts';
import { recordSide } from './record-fields.ts';

/** The kinds of coaching record, apart from focuses and plans. */
export const recordNames = [
  'session',
  'call',
  'storyboard',
  'obstacle',
  'review',
  'barrier',
  'handover',
  'practice',
  'recognition',
  'dispute',
  'selection_evidence',
  'training',
  'time_agreement',
  'invitation',
  'pulse',
  'absence',
  'wish',
  'assessment',
  'campaign',
] as const;

export type RecordName = (typeof recordNames)[number];

/** What every coaching record has, whatever its kind. */
export const recordHead = z.object({
  id: z.string(),
  record: z.enum(recordNames),
  version: z.int().min(1).meta({ description: 'What If-Match compares' }),
  learner_id: z.string().meta({ description: 'Whose learning, number or matter it is' }),
  coach_id: z.string().nullable().meta({ description: 'The other of the two' }),
  plan_id: z.string().nullable(),
  next_due_on: dayText.nullable().meta({ description: 'The day by which somebody has something to do' }),
  opened_by: z.string(),
  opened_at: instantText,
  updated_at: instantText,
});

/** One entry of a record's history: what was done, by whom and when. Nothing is ever overwritten. */
export const recordChange = z.object({
  version: z.int(),
  move: z.record(z.string(), z.unknown()).meta({ description: 'The transition as it was sent' }),
  by: z.string(),
  side: recordSide,
  at: instantText,
  late: z.boolean(),
  from_state: z.string().nullable(),
  to_state: z.string(),
});

/** Query of every list of records. */
export const recordListQuery = z.strictObject({
  plan: z.exactOptional(z.uuid()),
  learner: z.exactOptional(id),
  coach: z.exactOptional(id),
  state: z.exactOptional(id),
  ...paging,
});

export type RecordHead = z.output<typeof recordHead>;
