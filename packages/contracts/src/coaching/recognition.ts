import * as z from 'zod';
import { id } from '../fields/text.ts';
import { line, written } from './record-fields.ts';

const what = z.enum(['practice_kept', 'thanks', 'practice_adopted']);

const opening = z.strictObject({
  learner_id: id.meta({ description: 'Who is recognised' }),
  what,
  text: line,
  practice_id: z.exactOptional(z.uuid()),
});

const move = z.discriminatedUnion(
  'kind',
  [z.strictObject({ kind: z.literal('withdraw') })],
  'must be the kind of a transition of a recognition: withdraw',
);

const content = z.object({
  state: z.enum(['given', 'withdrawn']),
  what,
  text: written,
  practice_id: z.string().nullable(),
});

export const recognition = { opening, move, content };

export type RecognitionOpening = z.output<typeof opening>;
export type RecognitionMove = z.output<typeof move>;
export type RecognitionContent = z.output<typeof content>;
