import * as z from 'zod';
import { instantText } from '../http/answer-fields.ts';
import { line, written } from './record-fields.ts';

const opening = z.strictObject({ text: line });

const move = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('work_on') }),
    z.strictObject({ kind: z.literal('park') }),
    z.strictObject({ kind: z.literal('remove'), learned: z.exactOptional(line) }),
    z.strictObject({ kind: z.literal('rewrite'), text: line }),
  ],
  'must be the kind of a transition of an obstacle, like work_on',
);

const content = z.object({
  state: z.enum(['parked', 'worked_on', 'removed']),
  texts: z.array(written),
  since: instantText,
  learned: written.nullable(),
});

export const obstacle = { opening, move, content };

export type ObstacleOpening = z.output<typeof opening>;
export type ObstacleMove = z.output<typeof move>;
export type ObstacleContent = z.output<typeof content>;
