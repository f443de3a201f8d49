import * as z from 'zod';

const tap = z.enum(['yes', 'partly', 'no']);

const opening = z.strictObject({
  session_id: z.uuid(),
  i_did_the_thinking: tap,
  it_helps_in_a_deal: tap,
});

const move = z.discriminatedUnion(
  'kind',
  [z.strictObject({ kind: z.literal('withdraw') })],
  'must be the kind of a transition of a pulse: withdraw',
);

const content = z.object({
  state: z.enum(['given', 'withdrawn']),
  session_id: z.string(),
  i_did_the_thinking: tap,
  it_helps_in_a_deal: tap,
});

export const pulse = { opening, move, content };

export type PulseOpening = z.output<typeof opening>;
export type PulseMove = z.output<typeof move>;
export type PulseContent = z.output<typeof content>;
