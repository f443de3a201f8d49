import * as z from 'zod';
import { id } from '../fields/text.ts';
import { instantText } from '../http/answer-fields.ts';
import { line, recordSide } from './record-fields.ts';
import { localMonth } from '../fields/time.ts';

const terms = {
  hours: z.number().min(0).max(200).meta({ description: 'Coaching hours a month' }),
  stops_doing: z.array(line).max(20).meta({ description: 'What the manager stops doing for them' }),
  own_selling_share: z
    .exactOptional(z.number().min(0).max(1))
    .meta({ description: 'Of managers with a quota of their own' }),
};

const opening = z.strictObject({
  learner_id: id.meta({ description: 'The manager whose time it is' }),
  month: localMonth,
  ...terms,
});

const move = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('change'), ...terms }),
    z.strictObject({ kind: z.literal('accept') }),
    z.strictObject({ kind: z.literal('withdraw') }),
  ],
  'must be the kind of a transition of a time agreement, like accept',
);

const content = z.object({
  state: z.enum(['proposed', 'agreed', 'withdrawn']),
  month: z.string(),
  hours: z.number(),
  stops_doing: z.array(z.string()),
  own_selling_share: z.number().nullable(),
  accepted: z.array(z.object({ side: recordSide, by: z.string(), at: instantText })),
});

export const timeAgreement = { opening, move, content };

export type TimeAgreementOpening = z.output<typeof opening>;
export type TimeAgreementMove = z.output<typeof move>;
export type TimeAgreementContent = z.output<typeof content>;
