import type { RecognitionContent, RecognitionMove, RecognitionOpening } from '@stepup/contracts';
import { breakRule } from '../rule.ts';
import { measurePlainFields } from './measure-record.ts';
import type { RecordKind } from './record-kind.ts';
import { requireTexts, write } from './stamp-text.ts';

/** Practice kept, thanks, a practice adopted. Between two people; nothing is counted into an order of people. */
export const recognitionKind: RecordKind<RecognitionOpening, RecognitionMove, RecognitionContent> = {
  name: 'recognition',
  openedBy: ['coach', 'learner'],
  moves: { withdraw: { states: ['given'], sides: ['coach'] } },
  checkOpening: ({ learner_id, text }, { by }) => [
    ...requireTexts(text),
    ...(learner_id === by ? [breakRule('not_yourself')] : []),
  ],
  open: ({ what, text, practice_id }, stamp) => ({
    state: 'given',
    what,
    text: write(text, stamp),
    practice_id: practice_id ?? null,
  }),
  check: () => [],
  apply: (content) => ({ ...content, state: 'withdrawn' }),
  measure: (content) => measurePlainFields('recognition', content),
  project: () => ({ dueOn: null, happensAt: null, activityId: null }),
};
