import * as z from 'zod';
import { dayText, instantText } from '../http/answer-fields.ts';
import { passage, written } from './record-fields.ts';

const what = z.enum(['time', 'tool', 'territory', 'pay', 'approvals', 'other']);
const answer = z.enum(['removed', 'will_be_removed', 'cannot_be_removed']);

const opening = z.strictObject({ what, text: passage });

const move = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('answer'), answer, text: passage }),
    z.strictObject({ kind: z.literal('pass_up'), text: z.exactOptional(passage) }),
    z.strictObject({ kind: z.literal('withdraw') }),
  ],
  'must be the kind of a transition of a barrier, like answer',
);

const content = z.object({
  state: z.enum(['open', 'answered', 'withdrawn']),
  what,
  text: written,
  asked_of: z.string().meta({ description: 'Whose answer is awaited: the next level' }),
  due_on: dayText.meta({ description: '30 days after it reached that level' }),
  passed_up: z.array(z.object({ from: z.string(), to: z.string(), at: instantText })),
  answer: z.object({ answer, ...written.shape }).nullable(),
});

export const barrier = { opening, move, content };

export type BarrierOpening = z.output<typeof opening>;
export type BarrierMove = z.output<typeof move>;
export type BarrierContent = z.output<typeof content>;
