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
 * where it comes from; a finding by whom one reports to, who coaches on it, or by operations. Where nobody has within five working days
 * it goes up, a level each time, and whoever is asked then may answer as well.
 */
export const disputeKind: RecordKind<DisputeOpening, DisputeMove, DisputeContent> = {
  name: 'dispute',
  openedBy: ['learner'],
  moves: {
    answer: { states: ['open'], sides: ['operations', 'coach'] },
    withdraw: { states: ['open'], sides: ['learner'] },
    pass_up: { states: ['open'], sides: ['product'] },
  },
  checkOpening: ({ text }) => requireTexts(text),
  open: ({ indicator, key, value, text }, stamp, _parties, { holidays }) => ({
    state: 'open',
    indicator,
    key,
    value,
    text: write(text, stamp),
    due_on: addWorkingDays(stamp.today, workingDaysToAnswer, holidays),
    passed_up: [],
    answer: null,
  }),
  check: ({ indicator, due_on, passed_up }, move, { side, today }) => {
    switch (move.kind) {
      case 'answer':
        if (side === 'coach' && indicator !== findingIndicator && passed_up.length === 0)
          return [breakRule('only_operations')];
        return requireTexts(move.text);
      case 'withdraw':
        return [];
      case 'pass_up':
        return [
          ...(today > due_on ? [] : [breakRule('not_late_yet')]),
          ...(passed_up.at(-1)?.to === null ? [breakRule('passed_up_already')] : []),
        ];
    }
  },
  apply(content, move, stamp, { holidays }) {
    switch (move.kind) {
      case 'answer':
        return { ...content, state: 'answered', answer: { answer: move.answer, ...write(move.text, stamp) } };
      case 'withdraw':
        return { ...content, state: 'withdrawn' };
      case 'pass_up': {
        const to = move.passed_to ?? null;
        return {
          ...content,
          // Where nobody stands above, the day that has passed keeps standing.
          due_on: to === null ? content.due_on : addWorkingDays(stamp.today, workingDaysToAnswer, holidays),
          passed_up: [...content.passed_up, { on: stamp.today, to }],
        };
      }
    }
  },
  measure: (content) => ({
    ...measurePlainFields('dispute', content),
    passed_up: content.passed_up.length,
  }),
  project: ({ state, due_on }) => ({
    dueOn: state === 'open' ? due_on : null,
    happensAt: null,
    activityId: null,
  }),
};

/** Who is asked now that nobody answered in time; null before that, and where nobody stands above. */
export function askedInTheirPlace({ passed_up }: Pick<DisputeContent, 'passed_up'>): string | null {
  return passed_up.at(-1)?.to ?? null;
}
