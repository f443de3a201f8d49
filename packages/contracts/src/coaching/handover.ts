import * as z from 'zod';
import { id } from '../fields/text.ts';
import { localDate } from '../fields/time.ts';
import { dayText, instantText } from '../http/answer-fields.ts';
import { line, written } from './record-fields.ts';

const opening = z
  .strictObject({
    learner_id: id.meta({ description: 'The manager who still holds it' }),
    account_id: z.exactOptional(id),
    deal_id: z.exactOptional(id),
    to_id: id,
    by: localDate,
  })
  .refine((asked) => (asked.account_id === undefined) !== (asked.deal_id === undefined), {
    message: 'must name an account or a deal, one of the two',
  });

const move = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('hand_over') }),
    z.strictObject({ kind: z.literal('postpone'), by: localDate, because: line }),
    z.strictObject({ kind: z.literal('keep'), because: line }),
  ],
  'must be the kind of a transition of a handover, like hand_over',
);

const content = z.object({
  state: z.enum(['open', 'handed_over', 'kept']),
  account_id: z.string().nullable(),
  deal_id: z.string().nullable(),
  to_id: z.string(),
  due_on: dayText,
  first_due_on: dayText,
  reasons: z.array(written),
  ended_at: instantText.nullable(),
});

export const handover = { opening, move, content };

export type HandoverOpening = z.output<typeof opening>;
export type HandoverMove = z.output<typeof move>;
export type HandoverContent = z.output<typeof content>;
