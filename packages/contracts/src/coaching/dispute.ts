import * as z from 'zod';
import { id } from '../fields/text.ts';
import { dayText } from '../http/answer-fields.ts';
import { passage, written } from './record-fields.ts';

const number = {
  indicator: id.meta({ description: 'Of the catalogue, or `diagnosis` for a finding' }),
  key: id.meta({ description: 'The row: a stage, a week, the id of a finding' }),
  value: id.meta({ description: 'As it was shown' }),
};

const opening = z.strictObject({ ...number, text: passage });

const move = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('answer'),
      answer: z.enum(['corrected', 'stands']),
      text: passage,
    }),
    z.strictObject({ kind: z.literal('withdraw') }),
    z.strictObject({ kind: z.literal('pass_up'), passed_to: z.exactOptional(id) }),
  ],
  'must be the kind of a transition of a dispute, like answer',
);

const content = z.object({
  state: z.enum(['open', 'answered', 'withdrawn']),
  indicator: z.string(),
  key: z.string(),
  value: z.string(),
  text: written,
  due_on: dayText.meta({ description: 'Five working days after somebody was asked' }),
  passed_up: z
    .array(z.object({ on: dayText, to: z.string().nullable() }))
    .default([])
    .meta({
      description: 'Nobody had answered by the day: who was asked next; null where nobody stands above',
    }),
  answer: z.object({ answer: z.enum(['corrected', 'stands']), ...written.shape }).nullable(),
});

export const dispute = { opening, move, content };

export type DisputeOpening = z.output<typeof opening>;
export type DisputeMove = z.output<typeof move>;
export type DisputeContent = z.output<typeof content>;
