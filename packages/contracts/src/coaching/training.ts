import * as z from 'zod';
import { id } from '../fields/text.ts';
import { localDate } from '../fields/time.ts';
import { dayText, instantText } from '../http/answer-fields.ts';
import { line } from './record-fields.ts';

const capacity = z.enum(['learner', 'coach']);
const participant = { person_id: id, capacity };

const opening = z.strictObject({
  skill_id: id,
  course: z.exactOptional(line),
  on: localDate,
  participants: z.array(z.strictObject(participant)).min(1).max(200),
});

const move = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('add_participant'), ...participant }),
    z.strictObject({ kind: z.literal('move_day'), on: localDate }),
    z.strictObject({ kind: z.literal('hold') }),
    z.strictObject({ kind: z.literal('cancel') }),
  ],
  'must be the kind of a transition of a training, like hold',
);

const content = z.object({
  state: z.enum(['planned', 'held', 'cancelled']),
  skill_id: z.string(),
  course: z.string().nullable(),
  on: dayText,
  participants: z.array(z.object({ person_id: z.string(), capacity, at: instantText })),
  coach_learned_before: z
    .boolean()
    .meta({ description: 'Whether everybody who coaches here has been a learner of this skill before' }),
});

export const training = { opening, move, content };

export type TrainingOpening = z.output<typeof opening>;
export type TrainingMove = z.output<typeof move>;
export type TrainingContent = z.output<typeof content>;
