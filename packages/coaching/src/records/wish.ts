import type { WishContent, WishMove, WishOpening } from '@stepup/contracts';
import { measurePlainFields } from './measure-record.ts';
import type { RecordKind } from './record-kind.ts';

/** What somebody wants to work on in a month. It comes before what the numbers propose. */
export const wishKind: RecordKind<WishOpening, WishMove, WishContent> = {
  name: 'wish',
  openedBy: ['learner'],
  moves: { withdraw: { states: ['open'], sides: ['learner'] } },
  checkOpening: () => [],
  open: ({ month, skill_id, text }) => ({ state: 'open', month, skill_id, text: text ?? null }),
  check: () => [],
  apply: (content) => ({ ...content, state: 'withdrawn' }),
  measure: (content) => measurePlainFields('wish', content),
  project: () => ({ dueOn: null, happensAt: null, activityId: null }),
};
