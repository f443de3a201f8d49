import type { HandoverContent, HandoverMove, HandoverOpening } from '@stepup/contracts';
import { measurePlainFields } from './measure-record.ts';
import type { RecordKind } from './record-kind.ts';
import { requireTexts, write } from './stamp-text.ts';

const theTwo = ['learner', 'coach'] as const;

/** An account or a deal that a manager still holds, with the rep it goes to and the day by which. */
export const handoverKind: RecordKind<HandoverOpening, HandoverMove, HandoverContent> = {
  name: 'handover',
  openedBy: theTwo,
  moves: {
    hand_over: { states: ['open'], sides: theTwo },
    postpone: { states: ['open'], sides: theTwo },
    keep: { states: ['open'], sides: theTwo },
  },
  checkOpening: () => [],
  open: ({ account_id, deal_id, to_id, by }) => ({
    state: 'open',
    account_id: account_id ?? null,
    deal_id: deal_id ?? null,
    to_id,
    due_on: by,
    first_due_on: by,
    reasons: [],
    ended_at: null,
  }),
  check: (_content, move) => (move.kind === 'hand_over' ? [] : requireTexts(move.because)),
  apply(content, move, stamp) {
    switch (move.kind) {
      case 'hand_over':
        return { ...content, state: 'handed_over', ended_at: stamp.at };
      case 'postpone':
        return {
          ...content,
          due_on: move.by,
          reasons: [...content.reasons, write(move.because, stamp)],
        };
      case 'keep':
        return {
          ...content,
          state: 'kept',
          ended_at: stamp.at,
          reasons: [...content.reasons, write(move.because, stamp)],
        };
    }
  },
  measure: (content) => measurePlainFields('handover', content),
  project: ({ state, due_on }) => ({
    dueOn: state === 'open' ? due_on : null,
    happensAt: null,
    activityId: null,
  }),
};
