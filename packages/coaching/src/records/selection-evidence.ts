import type {
  SelectionEvidenceContent,
  SelectionEvidenceMove,
  SelectionEvidenceOpening,
} from '@stepup/contracts';
import { measurePlainFields } from './measure-record.ts';
import type { RecordKind } from './record-kind.ts';
import { requireTexts, write } from './stamp-text.ts';

/** Evidence of coaching that a person offers of their own accord. No score and no order comes of it. */
export const selectionEvidenceKind: RecordKind<
  SelectionEvidenceOpening,
  SelectionEvidenceMove,
  SelectionEvidenceContent
> = {
  name: 'selection_evidence',
  openedBy: ['learner'],
  moves: {
    show: { states: ['own', 'shown'], sides: ['learner'] },
    withdraw: { states: ['own', 'shown'], sides: ['learner'] },
  },
  checkOpening: ({ text }) => requireTexts(text),
  open: ({ what, text, on }, stamp) => ({ state: 'own', what, text: write(text, stamp), on }),
  check: () => [],
  apply: (content, move) =>
    move.kind === 'withdraw'
      ? { ...content, state: 'withdrawn' }
      : { ...content, state: move.to === 'manager' ? 'shown' : 'own' },
  measure: (content) => measurePlainFields('selection_evidence', content),
  project: () => ({ dueOn: null, happensAt: null, activityId: null }),
};
