import type { InvitationContent, InvitationMove, InvitationOpening } from '@stepup/contracts';
import { breakRule } from '../rule.ts';
import { measurePlainFields } from './measure-record.ts';
import type { RecordKind } from './record-kind.ts';

/** A learner asks a peer, an external coach or an observer into one plan, and into that alone. */
export const invitationKind: RecordKind<InvitationOpening, InvitationMove, InvitationContent> = {
  name: 'invitation',
  openedBy: ['learner'],
  moves: { end: { states: ['open'], sides: ['learner', 'guest'] } },
  checkOpening: ({ guest_id }, _stamp, { learnerId, coachId }) =>
    guest_id === learnerId || guest_id === coachId ? [breakRule('guest_is_a_party')] : [],
  open: ({ guest_id, as }) => ({ state: 'open', guest_id, as }),
  check: () => [],
  apply: (content) => ({ ...content, state: 'ended' }),
  measure: (content) => measurePlainFields('invitation', content),
  project: () => ({ dueOn: null, happensAt: null, activityId: null }),
};
