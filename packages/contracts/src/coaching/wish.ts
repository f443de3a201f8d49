import * as z from 'zod';
import { id } from '../fields/text.ts';
import { line } from './record-fields.ts';
import { localMonth } from '../fields/time.ts';

const opening = z.strictObject({
  month: localMonth,
  skill_id: id.meta({ description: 'What one wants to work on' }),
  text: z.exactOptional(line).meta({ description: 'Why' }),
});

const move = z.discriminatedUnion(
  'kind',
  [z.strictObject({ kind: z.literal('withdraw') })],
  'must be the kind of a transition of a wish: withdraw',
);

const content = z.object({
  state: z.enum(['open', 'withdrawn']),
  month: z.string(),
  skill_id: z.string(),
  text: z.string().nullable(),
});

export const wish = { opening, move, content };

export type WishOpening = z.output<typeof opening>;
export type WishMove = z.output<typeof move>;
export type WishContent = z.output<typeof content>;
