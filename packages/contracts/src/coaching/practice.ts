import * as z from 'zod';
import { id } from '../fields/text.ts';
import { fraction, instantText } from '../http/answer-fields.ts';
import { coachingMeasureId } from '../http/coaching-practice.ts';
import { line, passage, written } from './record-fields.ts';

const measure = z
  .strictObject({ indicator: coachingMeasureId, value: fraction })
  .meta({ description: 'By which share of one’s own coaching it can be told that one works by it' });

const measured = { measure: z.exactOptional(measure) };

const card = { skill_id: id, title: line, when: passage, how: passage, example: passage };

const opening = z.strictObject({ ...card, ...measured });

const move = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('rewrite'),
      when: passage,
      how: passage,
      example: passage,
      ...measured,
    }),
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
  measure: z
    .object({ indicator: coachingMeasureId, value: fraction })
    .nullable()
    .default(null)
    .meta({ description: 'Null: told by who has adopted it' }),
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
