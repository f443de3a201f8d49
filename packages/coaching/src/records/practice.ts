import type { PracticeContent, PracticeMove, PracticeOpening } from '@stepup/contracts';
import { breakRule } from '../rule.ts';
import { measurePlainFields } from './measure-record.ts';
import type { RecordKind } from './record-kind.ts';
import { requireTexts, write } from './stamp-text.ts';

/** A written practice: when, how, an example, by whom. Offered to all; one that others adopt can become the reference. */
export const practiceKind: RecordKind<PracticeOpening, PracticeMove, PracticeContent> = {
  name: 'practice',
  openedBy: ['learner'],
  moves: {
    rewrite: { states: ['draft', 'offered', 'reference'], sides: ['learner'] },
    offer: { states: ['draft'], sides: ['learner'] },
    adopt: { states: ['offered', 'reference'], sides: ['learner', 'coach', 'reader'] },
    make_reference: { states: ['offered'], sides: ['coach'] },
    retire: { states: ['draft', 'offered', 'reference'], sides: ['learner', 'coach'] },
  },
  checkOpening: ({ title, when, how, example }) => requireTexts(title, when, how, example),
  open: ({ skill_id, title, when, how, example, measure }, { by, at }) => ({
    state: 'draft',
    skill_id,
    title,
    measure: measure ?? null,
    versions: [{ when, how, example, by, at }],
    adopted_by: [],
    retired: null,
  }),
  check({ adopted_by, state, measure }, move, { by, side }) {
    switch (move.kind) {
      case 'rewrite':
        return [
          ...requireTexts(move.when, move.how, move.example),
          ...(state !== 'draft' && move.measure !== undefined && !isSameMeasure(move.measure, measure)
            ? [breakRule('measure_fixed')]
            : []),
        ];
      case 'adopt':
        if (side === 'learner') return [breakRule('not_your_own')];
        return adopted_by.some((adoption) => adoption.by === by) ? [breakRule('adopted_already')] : [];
      case 'make_reference':
        return adopted_by.length === 0 ? [breakRule('nobody_adopted')] : [];
      case 'retire':
        return requireTexts(move.because);
      case 'offer':
        return [];
    }
  },
  apply(content, move, stamp) {
    const { by, at } = stamp;
    switch (move.kind) {
      case 'rewrite': {
        const { when, how, example } = move;
        return {
          ...content,
          measure: move.measure ?? content.measure,
          versions: [...content.versions, { when, how, example, by, at }],
        };
      }
      case 'offer':
        return { ...content, state: 'offered' };
      case 'adopt':
        return { ...content, adopted_by: [...content.adopted_by, { by, at }] };
      case 'make_reference':
        return { ...content, state: 'reference' };
      case 'retire':
        return { ...content, state: 'retired', retired: write(move.because, stamp) };
    }
  },
  measure: (content) => measurePlainFields('practice', content),
  project: () => ({ dueOn: null, happensAt: null, activityId: null }),
};

/** A threshold that moves would tell, little by little, where each coach stands. */
function isSameMeasure(
  asked: NonNullable<PracticeContent['measure']>,
  kept: PracticeContent['measure'],
): boolean {
  return asked.indicator === kept?.indicator && asked.value === kept.value;
}
