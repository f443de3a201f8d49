import * as z from 'zod';
import { id } from '../fields/text.ts';

const as = z.enum(['peer', 'external_coach', 'observer']);

const opening = z.strictObject({ guest_id: id, as });

const move = z.discriminatedUnion(
  'kind',
  [z.strictObject({ kind: z.literal('end') })],
  'must be the kind of a transition of an invitation: end',
);

const content = z.object({ state: z.enum(['open', 'ended']), guest_id: z.string(), as });

export const invitation = { opening, move, content };

export type InvitationOpening = z.output<typeof opening>;
export type InvitationMove = z.output<typeof move>;
export type InvitationContent = z.output<typeof content>;
