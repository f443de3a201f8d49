import type { AssessmentMove, AssessmentOpening, RecordSide } from '@stepup/contracts';
import { describe, expect, it } from 'vitest';
import { assessmentKind } from './assessment.ts';
import { decideOpening, decideRecordMove } from './decide-record.ts';

const opening: AssessmentOpening = {
  learner_id: 'rita',
  pair: 'rep-manager',
  month: '2026-10',
  rules_version: 0,
  criteria: ['one_skill', 'promises_kept'].map((id) => ({ id, ask: `${id}?`, hint: null, evidence: [] })),
  ratings: ['yes', 'partly', 'no', 'cannot_say'],
  comment_for: ['partly', 'no'],
  outcomes: ['keep_on', 'skill_holds'],
  opens_on: '2026-11-02',
  closes_on: '2026-11-04',
  below: null,
};
const stampOf = (side: RecordSide, day: string) => ({
  by: side,
  side,
  at: `${day}T09:00:00.000000Z`,
  today: day,
  facts: {},
});

function open(side: RecordSide = 'product') {
  const identity = { id: 'a', learnerId: 'rita', coachId: 'mia', planId: null };
  return decideOpening(assessmentKind, identity, opening, stampOf(side, '2026-11-02'));
}

type Step = [RecordSide, AssessmentMove, string?];

/** The content after these moves, or the rules that the last of them breaks. */
function walk(...steps: Step[]) {
  const opened = open();
  if (opened.kind === 'refused') throw new Error('not opened');
  let { record } = opened;
  for (const [index, [side, move, day = '2026-11-03']] of steps.entries()) {
    const decision = decideRecordMove(assessmentKind, record, move, stampOf(side, day));
    if (decision.kind === 'refused') {
      if (index < steps.length - 1) throw new Error(JSON.stringify(decision.broken));
      return decision.broken.map(({ rule }) => rule);
    }
    record = decision.record;
  }
  return record.content;
}

const answers = (first: 'yes' | 'no' = 'yes', comment?: string) => [
  { criterion: 'one_skill', rating: first, ...(comment === undefined ? {} : { comment }) },
  { criterion: 'promises_kept', rating: 'cannot_say' as const },
];
const byLearner: Step = ['learner', { kind: 'answer', answers: answers() }];
const byCoach: Step = ['coach', { kind: 'answer', answers: answers(), outcome: 'keep_on' }];
const sign = (side: RecordSide, disagrees?: string): Step => [
  side,
  { kind: 'sign', ...(disagrees === undefined ? {} : { disagrees }) },
];

describe('an assessment', () => {
  it('is opened by the product alone', () => {
    expect(open('coach')).toMatchObject({ kind: 'refused', broken: [{ rule: 'only_the_product' }] });
  });

  it('has the learner answer first, then the coach with an outcome; both sign, and then it is locked', () => {
    expect(walk(byCoach)).toEqual(['learner_answers_first']);
    expect(walk(byLearner, byCoach, sign('coach'))).toMatchObject({ state: 'answered', locked_at: null });
    const locked = walk(byLearner, byCoach, sign('coach'), sign('learner', 'We never met at a deal.'));
    expect(locked).toMatchObject({
      state: 'locked',
      outcome: 'keep_on',
      signatures: [{ side: 'coach', disagrees: null }, { disagrees: 'We never met at a deal.' }],
    });
    const signed = [byLearner, byCoach, sign('coach'), sign('learner')] as const;
    for (const late of [byLearner, byCoach, sign('coach'), ['coach', { kind: 'return', text: 'x' }] as Step])
      expect(walk(...signed, late)).toEqual(['record_ended']);
  });

  it.each<[string, Step[], string[]]>([
    [
      'a missing criterion',
      [['learner', { kind: 'answer', answers: answers().slice(0, 1) }]],
      ['every_criterion_once'],
    ],
    ['no without a sentence', [['learner', { kind: 'answer', answers: answers('no') }]], ['comment_missing']],
    ['a blank sentence', [['learner', { kind: 'answer', answers: answers('no', ' ') }]], ['text_empty']],
    [
      'the coach without an outcome',
      [byLearner, ['coach', { kind: 'answer', answers: answers() }]],
      ['outcome_missing'],
    ],
    ['signing before both have answered', [byLearner, sign('learner')], ['not_in_this_state']],
    ['signing twice', [byLearner, byCoach, sign('coach'), sign('coach')], ['signed_already']],
    ['being late on the day it closes', [['product', { kind: 'mark_late' }, '2026-11-04']], ['not_late_yet']],
    ['people marking it late', [['coach', { kind: 'mark_late' }, '2026-11-05']], ['only_the_product']],
  ])('refuses %s', (_name, steps, broken) => {
    expect(walk(...steps)).toEqual(broken);
  });

  it('comes back with one thing to change, which undoes a signature', () => {
    const returned = walk(byLearner, byCoach, sign('learner'), ['coach', { kind: 'return', text: 'one' }]);
    expect(returned).toMatchObject({ state: 'returned', signatures: [], returned: [{ text: 'one' }] });
  });

  it('is passed up when late, and can still be answered and signed, marked as late', () => {
    const late: Step = ['product', { kind: 'mark_late', passed_to: 'dora' }, '2026-11-05'];
    expect(walk(late, late)).toEqual(['passed_up_already']);
    const next = [byLearner, byCoach, sign('learner'), sign('coach')].map(([side, move]): Step => [
      side,
      move,
      '2026-11-06',
    ]);
    expect(walk(late, ...next)).toMatchObject({
      state: 'locked',
      passed_up: [{ on: '2026-11-05', to: 'dora' }],
      signatures: [{ late: true }, { late: true }],
    });
  });
});
