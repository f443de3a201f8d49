import * as z from 'zod';
import { localDate } from '../fields/time.ts';
import { dayText, instantText } from '../http/answer-fields.ts';
import { line, written } from './record-fields.ts';

const opening = z.strictObject({
  due_on: localDate,
  every_days: z.int().min(1).max(92).default(7).meta({ description: 'The rhythm; weekly if not given' }),
});

const move = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('hold'),
      last_step_learned: line,
      next_step: z.exactOptional(line),
      expected: z.exactOptional(line),
      target_seen: z.exactOptional(z.enum(['yes', 'partly', 'no'])),
      decision: z.enum(['go_on', 'skill_holds', 'change_approach']).default('go_on'),
    }),
    z.strictObject({ kind: z.literal('move_due'), due_on: localDate, because: z.exactOptional(line) }),
    z.strictObject({ kind: z.literal('drop'), because: line }),
  ],
  'must be the kind of a transition of a review, like hold',
);

const content = z.object({
  state: z.enum(['due', 'held', 'dropped']),
  due_on: dayText,
  first_due_on: dayText,
  every_days: z.int(),
  times_moved: z.int(),
  held_at: instantText.nullable(),
  last_step_learned: written.nullable(),
  next_step: written.nullable(),
  expected: written.nullable(),
  target_seen: z.enum(['yes', 'partly', 'no']).nullable(),
  decision: z.enum(['go_on', 'skill_holds', 'change_approach']).nullable(),
});

export const review = { opening, move, content };

export type ReviewOpening = z.output<typeof opening>;
export type ReviewMove = z.output<typeof move>;
export type ReviewContent = z.output<typeof content>;
