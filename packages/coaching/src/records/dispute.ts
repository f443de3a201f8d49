import type { DisputeContent, DisputeMove, DisputeOpening } from '@stepup/contracts';
import { measurePlainFields } from './measure-record.ts';
import { addWorkingDays } from './add-days.ts';
import type { RecordKind } from './record-kind.ts';
import { requireTexts, write } from './stamp-text.ts';

const workingDaysToAnswer = 5;

/** A number about oneself that one says is wrong. The number is marked until operations have answered. */
export const disputeKind: RecordKind<DisputeOpening, DisputeMove, DisputeContent> = {
  name: 'dispute',
  openedBy: ['learner'],
  moves: {
    answer: { states: ['open'], sides: ['operations'] },
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
  check: (_content, move) => (move.kind === 'answer' ? requireTexts(move.text) : []),
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
