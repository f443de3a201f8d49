import * as z from 'zod';
import { localDate } from '../fields/time.ts';
import { dayText } from '../http/answer-fields.ts';
import { passage, written } from './record-fields.ts';

const what = z.enum(['peer_session', 'mentoring', 'training_held', 'practice_shared', 'other']);

const opening = z.strictObject({ what, text: passage, on: localDate });

const move = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('show'), to: z.enum(['manager', 'nobody']) }),
    z.strictObject({ kind: z.literal('withdraw') }),
  ],
  'must be the kind of a transition of selection evidence: show or withdraw',
);

const content = z.object({
  state: z.enum(['own', 'shown', 'withdrawn']),
  what,
  text: written,
  on: dayText,
});

export const selectionEvidence = { opening, move, content };

export type SelectionEvidenceOpening = z.output<typeof opening>;
export type SelectionEvidenceMove = z.output<typeof move>;
export type SelectionEvidenceContent = z.output<typeof content>;
