import * as z from 'zod';
import { id } from '../fields/text.ts';
import { localDate } from '../fields/time.ts';
import { dayText } from '../http/answer-fields.ts';

const opening = z.strictObject({
  learner_id: id.meta({ description: 'Who is away' }),
  from: localDate,
  until: z.exactOptional(localDate).meta({ description: 'The first day back' }),
});

const move = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('set_return'), until: localDate }),
    z.strictObject({ kind: z.literal('cancel') }),
  ],
  'must be the kind of a transition of an absence: set_return or cancel',
);

const content = z.object({
  state: z.enum(['open', 'cancelled']),
  from: dayText,
  until: dayText.nullable(),
});

export const absence = { opening, move, content };

export type AbsenceOpening = z.output<typeof opening>;
export type AbsenceMove = z.output<typeof move>;
export type AbsenceContent = z.output<typeof content>;
