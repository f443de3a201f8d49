import type { DisputeContent, DisputeMove, DisputeOpening } from '@stepup/contracts';
import { breakRule } from '../rule.ts';
import { measurePlainFields } from './measure-record.ts';
import { addWorkingDays } from './add-days.ts';
import type { RecordKind } from './record-kind.ts';
import { requireTexts, write } from './stamp-text.ts';

/** What `indicator` says where a finding is disputed; `key` is its id then. */
export const findingIndicator = 'diagnosis';

const workingDaysToAnswer = 5;

/**
 * A number about oneself that one says is wrong. It is marked until it is answered: a number of the catalogue by operations, who know
 * where it comes from; a finding by whom one reports to, who coaches on it, or by operations.
 */
export const disputeKind: RecordKind<DisputeOpening, DisputeMove, DisputeContent> = {
  name: 'dispute',
  openedBy: ['learner'],
  moves: {
    answer: { states: ['open'], sides: ['operations', 'coach'] },
    withdraw: { states: ['open'], sides: ['learner'] },
  },
  checkOpening: ({ text }) => requireTexts(text),
  open: ({ indicator, key, value, text }, stamp) => ({
    state: 'open',
    indicator,
    key,
    value,
    text: write(text, stamp),
    due_on: addWorkingDays(stamp.today, workingDaysToAnswer),
    answer: null,
  }),
  check: ({ indicator }, move, { side }) => {
    if (move.kind !== 'answer') return [];
    if (side === 'coach' && indicator !== findingIndicator) return [breakRule('only_operations')];
    return requireTexts(move.text);
  },
  apply: (content, move, stamp) =>
    move.kind === 'answer'
      ? { ...content, state: 'answered', answer: { answer: move.answer, ...write(move.text, stamp) } }
      : { ...content, state: 'withdrawn' },
  measure: (content) => measurePlainFields('dispute', content),
  project: ({ state, due_on }) => ({
    dueOn: state === 'open' ? due_on : null,
    happensAt: null,
    activityId: null,
  }),
};
