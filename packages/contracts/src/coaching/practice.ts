import * as z from 'zod';
import { id } from '../fields/text.ts';
import { instantText } from '../http/answer-fields.ts';
import { line, passage, written } from './record-fields.ts';

const card = { skill_id: id, title: line, when: passage, how: passage, example: passage };

const opening = z.strictObject(card);

const move = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('rewrite'), when: passage, how: passage, example: passage }),
    z.strictObject({ kind: z.literal('offer') }),
    z.strictObject({ kind: z.literal('adopt') }),
    z.strictObject({ kind: z.literal('make_reference') }),
    z.strictObject({ kind: z.literal('retire'), because: line }),
  ],
  'must be the kind of a transition of a practice, like offer or adopt',
);

const content = z.object({
  state: z.enum(['draft', 'offered', 'reference', 'retired']),
  skill_id: z.string(),
  title: z.string(),
  versions: z.array(
    z.object({
      when: z.string(),
      how: z.string(),
      example: z.string(),
      by: z.string(),
      at: instantText,
    }),
  ),
  adopted_by: z.array(z.object({ by: z.string(), at: instantText })),
  retired: written.nullable(),
});

export const practice = { opening, move, content };

export type PracticeOpening = z.output<typeof opening>;
export type PracticeMove = z.output<typeof move>;
export type PracticeContent = z.output<typeof content>;
