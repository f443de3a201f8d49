import type {
  AssessmentContent,
  AssessmentMove,
  AssessmentOpening,
  AssessmentRating,
} from '@stepup/contracts';
import { type BrokenRule, breakRule } from '../rule.ts';
import type { Measures } from './measure-record.ts';
import type { RecordKind, Stamp } from './record-kind.ts';
import { requireTexts, write } from './stamp-text.ts';

type Answer = Extract<AssessmentMove, { kind: 'answer' }>;

/**
 * How the two look back on a month: on the plan and the coaching. The product opens it with the evidence as it stood that day; the learner
 * answers first, both sign, and what both have signed is locked.
 */
export const assessmentKind: RecordKind<AssessmentOpening, AssessmentMove, AssessmentContent> = {
  name: 'assessment',
  openedBy: ['product'],
  moves: {
    answer: {
      states: ['open', 'learner_answered', 'answered', 'returned'],
      sides: ['learner', 'coach'],
    },
    return: { states: ['learner_answered', 'answered'], sides: ['coach'] },
    sign: { states: ['answered'], sides: ['learner', 'coach'] },
    mark_late: { states: ['open', 'learner_answered', 'answered', 'returned'], sides: ['product'] },
  },
  checkOpening: () => [],
  open: ({ learner_id: _learner, ...frozen }) => ({
    state: 'open',
    ...frozen,
    learner_answers: [],
    coach_answers: [],
    outcome: null,
    returned: [],
    signatures: [],
    passed_up: [],
    locked_at: null,
  }),
  check(content, move, stamp) {
    switch (move.kind) {
      case 'answer':
        return checkAnswer(content, move, stamp);
      case 'return':
        return requireTexts(move.text);
      case 'sign':
        return [
          ...requireTexts(move.disagrees),
          ...(content.signatures.some(({ side }) => side === stamp.side)
            ? [breakRule('signed_already')]
            : []),
        ];
      case 'mark_late':
        return [
          ...(stamp.today > content.closes_on ? [] : [breakRule('not_late_yet')]),
          ...(content.passed_up.length > 0 ? [breakRule('passed_up_already')] : []),
        ];
    }
  },
  apply(content, move, stamp) {
    switch (move.kind) {
      case 'answer': {
        const answers = move.answers.map(({ criterion, rating, comment }) => ({
          criterion,
          rating,
          comment: comment === undefined ? null : write(comment, stamp),
        }));
        // Whoever had signed had signed something else.
        return stamp.side === 'learner'
          ? { ...content, state: 'learner_answered', learner_answers: answers, signatures: [] }
          : {
              ...content,
              state: 'answered',
              coach_answers: answers,
              outcome: move.outcome ?? null,
              signatures: [],
            };
      }
      case 'return':
        return {
          ...content,
          state: 'returned',
          returned: [...content.returned, write(move.text, stamp)],
          signatures: [],
        };
      case 'sign': {
        const { side, by, at, late } = stamp;
        const signatures = [...content.signatures, { side, by, at, late, disagrees: move.disagrees ?? null }];
        return signatures.length === 2
          ? { ...content, state: 'locked', signatures, locked_at: at }
          : { ...content, signatures };
      }
      case 'mark_late':
        return {
          ...content,
          passed_up: [...content.passed_up, { on: stamp.today, to: move.passed_to ?? null }],
        };
    }
  },
  measure: measureAssessment,
  project: ({ state, closes_on }) => ({
    dueOn: state === 'locked' ? null : closes_on,
    happensAt: null,
    activityId: null,
  }),
};

function checkAnswer(
  content: AssessmentContent,
  { answers, outcome }: Answer,
  { side }: Stamp,
): BrokenRule[] {
  const { state, criteria, ratings, comment_for: commentFor, outcomes } = content;
  if (side === 'coach' && (state === 'open' || state === 'returned'))
    return [breakRule('learner_answers_first')];
  if (side === 'learner' && state === 'answered') return [breakRule('coach_has_answered')];
  const given = answers.map(({ criterion }) => criterion);
  const isComplete = given.length === criteria.length && criteria.every(({ id }) => given.includes(id));
  return [
    ...(isComplete ? [] : [breakRule('every_criterion_once')]),
    ...(answers.every(({ rating }) => ratings.includes(rating)) ? [] : [breakRule('rating_unknown')]),
    ...(answers.every(({ rating, comment }) => comment !== undefined || !commentFor.includes(rating))
      ? []
      : [breakRule('comment_missing')]),
    ...requireTexts(...answers.map(({ comment }) => comment)),
    ...checkOutcome(side, outcome, outcomes),
  ];
}

function checkOutcome(
  side: Stamp['side'],
  outcome: string | undefined,
  outcomes: readonly string[],
): BrokenRule[] {
  if (side === 'learner') return outcome === undefined ? [] : [breakRule('outcome_with_coach')];
  return outcome !== undefined && outcomes.includes(outcome) ? [] : [breakRule('outcome_missing')];
}

function measureAssessment(content: AssessmentContent): Measures {
  const { pair, month, rules_version, passed_up, signatures, returned, coach_answers } = content;
  const ratedAs = (rating: AssessmentRating) =>
    coach_answers.filter((answer) => answer.rating === rating).length;
  return {
    pair,
    month,
    rules_version,
    yes: ratedAs('yes'),
    partly: ratedAs('partly'),
    no: ratedAs('no'),
    cannot_say: ratedAs('cannot_say'),
    late: passed_up.length > 0,
    returned: returned.length,
    disagreed: signatures.some(({ disagrees }) => disagrees !== null),
  };
}
