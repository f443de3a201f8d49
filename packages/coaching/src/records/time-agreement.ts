import type { TimeAgreementContent, TimeAgreementMove, TimeAgreementOpening } from '@stepup/contracts';
import { breakRule } from '../rule.ts';
import { measurePlainFields } from './measure-record.ts';
import type { RecordKind } from './record-kind.ts';
import { requireTexts } from './stamp-text.ts';

const theTwo = ['learner', 'coach'] as const;

/** Director and manager agree the coaching hours of a month and what the manager stops doing for them. */
export const timeAgreementKind: RecordKind<TimeAgreementOpening, TimeAgreementMove, TimeAgreementContent> = {
  name: 'time_agreement',
  openedBy: theTwo,
  moves: {
    change: { states: ['proposed', 'agreed'], sides: theTwo },
    accept: { states: ['proposed'], sides: theTwo },
    withdraw: { states: ['proposed', 'agreed'], sides: theTwo },
  },
  checkOpening: ({ stops_doing }) => requireTexts(...stops_doing),
  open: ({ month, hours, stops_doing, own_selling_share }, { by, side, at }) => ({
    state: 'proposed',
    month,
    hours,
    stops_doing,
    own_selling_share: own_selling_share ?? null,
    // Whoever proposes the terms has accepted them.
    accepted: [{ side, by, at }],
  }),
  check({ accepted }, move, { side }) {
    if (move.kind === 'change') return requireTexts(...move.stops_doing);
    return move.kind === 'accept' && accepted.some((acceptance) => acceptance.side === side)
      ? [breakRule('agreed_already')]
      : [];
  },
  apply(content, move, { by, side, at }) {
    switch (move.kind) {
      case 'change':
        return {
          ...content,
          state: 'proposed',
          hours: move.hours,
          stops_doing: move.stops_doing,
          own_selling_share: move.own_selling_share ?? null,
          accepted: [{ side, by, at }],
        };
      case 'accept':
        return { ...content, state: 'agreed', accepted: [...content.accepted, { side, by, at }] };
      case 'withdraw':
        return { ...content, state: 'withdrawn' };
    }
  },
  measure: (content) => measurePlainFields('time_agreement', content),
  project: () => ({ dueOn: null, happensAt: null, activityId: null }),
};
