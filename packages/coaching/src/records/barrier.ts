import type { BarrierContent, BarrierMove, BarrierOpening } from '@stepup/contracts';
import { breakRule } from '../rule.ts';
import { measurePlainFields } from './measure-record.ts';
import { addDays } from './add-days.ts';
import type { RecordKind } from './record-kind.ts';
import { requireTexts, write } from './stamp-text.ts';

const daysToAnswer = 30;

/** Something in the way of coaching or learning that is not a skill. The next level answers it within 30 days. */
export const barrierKind: RecordKind<BarrierOpening, BarrierMove, BarrierContent> = {
  name: 'barrier',
  openedBy: ['learner'],
  moves: {
    answer: { states: ['open'], sides: ['coach'] },
    pass_up: { states: ['open'], sides: ['coach'] },
    withdraw: { states: ['open'], sides: ['learner'] },
  },
  checkOpening: ({ text }, _stamp, { coachId }) => [
    ...requireTexts(text),
    ...(coachId === null ? [breakRule('no_next_level')] : []),
  ],
  open: ({ what, text }, stamp, { coachId }) => ({
    state: 'open',
    what,
    text: write(text, stamp),
    asked_of: coachId ?? '',
    due_on: addDays(stamp.today, daysToAnswer),
    passed_up: [],
    answer: null,
  }),
  check(_content, move, _stamp, { nextLevelId }) {
    switch (move.kind) {
      case 'answer':
        return requireTexts(move.text);
      case 'pass_up':
        return [
          ...requireTexts(move.text),
          ...((nextLevelId ?? null) === null ? [breakRule('no_next_level')] : []),
        ];
      case 'withdraw':
        return [];
    }
  },
  apply(content, move, stamp, { nextLevelId }) {
    switch (move.kind) {
      case 'answer':
        return {
          ...content,
          state: 'answered',
          answer: { answer: move.answer, ...write(move.text, stamp) },
        };
      case 'pass_up':
        return nextLevelId === undefined || nextLevelId === null
          ? content
          : {
              ...content,
              asked_of: nextLevelId,
              due_on: addDays(stamp.today, daysToAnswer),
              passed_up: [...content.passed_up, { from: content.asked_of, to: nextLevelId, at: stamp.at }],
            };
      case 'withdraw':
        return { ...content, state: 'withdrawn' };
    }
  },
  measure: (content) => measurePlainFields('barrier', content),
  project: ({ state, due_on, asked_of }) => ({
    dueOn: state === 'open' ? due_on : null,
    happensAt: null,
    activityId: null,
    coachId: asked_of,
  }),
};
