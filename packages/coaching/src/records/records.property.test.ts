import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChartAnswer, type RecordSide, recordSchemas } from '@stepup/contracts';
import type * as z from 'zod';
import { arbitraryOf, plantedWord } from './arbitrary-of.test-support.ts';
import { decideOpening, decideRecordMove } from './decide-record.ts';
import type { RecordEntry, RecordFacts, RecordKind } from './record-kind.ts';
import { recordKinds } from './record-kinds.ts';
import { replayRecord } from './replay-record.ts';

const parties = {
  learnerId: 'learner',
  coachId: 'coach',
  planId: '6f1f2b52-6d1c-4d0a-9d0e-0a4b7d4b1c01',
};
const id = '6f1f2b52-6d1c-4d0a-9d0e-0a4b7d4b1c02';
// Two in three by the learner, who is alone to make most records.
const side = fc.constantFrom<RecordSide>(
  'learner',
  'learner',
  'learner',
  'coach',
  'coach',
  'guest',
  'operations',
  'reader',
  'product',
);
const facts: fc.Arbitrary<RecordFacts> = fc.constantFrom<RecordFacts>(
  {},
  {},
  { workedOnObstacleId: 'another', nextLevelId: 'director', learnedBefore: ['coach'] },
);
const hours = fc.integer({ min: 1, max: 90 });
const mostRounds = 10;

interface Way<Opening, Move> {
  opening: Opening;
  opener: RecordSide;
  steps: readonly { move: Move; side: RecordSide }[];
}

/** Walks one kind through random commands and holds what every kind promises. */
function describeKind<
  Opening extends object,
  Move extends { kind: string },
  Content extends { state: string },
>(
  kind: RecordKind<Opening, Move, Content>,
  schemas: { opening: z.ZodType<Opening>; move: z.ZodType<Move>; content: z.ZodType<Content> },
  /** Commands that random values would hardly ever make, and the way on which all moves come up where that takes several in a row. */
  likely: { openings: readonly Opening[]; moves: readonly Move[]; way?: Way<Opening, Move> } = {
    openings: [],
    moves: [],
  },
): void {
  const anyOpening = arbitraryOf(schemas.opening);
  const anyMove = arbitraryOf(schemas.move);
  const move = likely.moves.length === 0 ? anyMove : fc.oneof(anyMove, fc.constantFrom(...likely.moves));
  const steps = fc.array(fc.record({ move, side, facts, after: hours }), { maxLength: 40, size: 'max' });
  const anywhere = fc.record({
    opening:
      likely.openings.length === 0 ? anyOpening : fc.oneof(anyOpening, fc.constantFrom(...likely.openings)),
    opener: side,
    steps,
  });
  const { way } = likely;
  const walk =
    way === undefined
      ? anywhere
      : fc.oneof(
          anywhere,
          fc.record({ taken: fc.nat({ max: way.steps.length }), steps }).map(({ taken, steps: others }) => ({
            opening: way.opening,
            opener: way.opener,
            steps: [
              ...way.steps.slice(0, taken).map((step) => ({ ...step, facts: {}, after: 1 })),
              ...others,
            ],
          })),
        );

  describe(kind.name, () => {
    it('replays from its history, changes nothing when it refuses, and reads as the contract says', () => {
      const reached = new Set<string>();
      const promises = fc.property(walk, ({ opening, opener, steps }) => {
        let hour = 0;
        const stampAt = (): { at: string; today: string } => {
          const at = new Date(Date.UTC(2026, 10, 1) + hour * 3_600_000).toISOString();
          return { at: `${at.slice(0, 23)}000Z`, today: at.slice(0, 10) };
        };
        const opened = decideOpening(kind, { id, ...parties }, opening, {
          by: opener,
          side: opener,
          ...stampAt(),
          facts: {},
        });
        if (opened.kind === 'refused') {
          expect(opened.broken.length).toBeGreaterThan(0);
          return;
        }
        let { record } = opened;
        const history: RecordEntry[] = [opened.entry];
        for (const step of steps) {
          hour += step.after;
          const before = JSON.stringify(record);
          const context = { by: step.side, side: step.side, ...stampAt(), facts: step.facts };
          const decision = decideRecordMove(kind, record, step.move, context);
          expect(JSON.stringify(record)).toBe(before);
          if (decision.kind === 'refused') {
            for (const { rule, why, remedy } of decision.broken) {
              expect([rule, why, remedy].every((said) => said.length > 0)).toBe(true);
            }
            continue;
          }
          expect(decision.entry.version).toBe(record.version + 1);
          expect(decision.entry.fromState).toBe(record.content.state);
          reached.add(step.move.kind);
          record = decision.record;
          history.push(decision.entry);
        }
        expect(schemas.content.parse(record.content)).toEqual(record.content);
        expect(JSON.stringify(kind.measure(record.content))).not.toContain(plantedWord);
        const kept = replayRecord(kind, parties, structuredClone(history), {
          opening: (text) => schemas.opening.parse(text),
          move: (text) => schemas.move.parse(text),
        });
        expect(kept).toEqual(record);
      });
      // A walk that never got anywhere would hold every promise, so there are more of them until every move has been made.
      const isMissing = (move: string): boolean => !reached.has(move);
      for (
        let round = 0;
        round < mostRounds && (round === 0 || Object.keys(kind.moves).some(isMissing));
        round += 1
      )
        fc.assert(promises, { numRuns: 400 });
      expect([...reached].toSorted()).toEqual(Object.keys(kind.moves).toSorted());
    });
  });
}

describeKind(recordKinds.absence, recordSchemas.absence);
const assessment: z.output<typeof recordSchemas.assessment.opening> = {
  learner_id: 'l',
  pair: 'rep-manager',
  month: '2026-10',
  rules_version: 0,
  criteria: [{ id: 'one_skill', ask: 'Was it one skill?', hint: null, evidence: [] }],
  ratings: ['yes', 'no', 'cannot_say'],
  comment_for: ['no'],
  outcomes: ['keep_on'],
  opens_on: '2026-11-02',
  closes_on: '2026-11-04',
  below: null,
};
const answered: z.output<typeof recordSchemas.assessment.move> = {
  kind: 'answer',
  answers: [{ criterion: 'one_skill', rating: 'yes' }],
};
const concluded = { ...answered, outcome: 'keep_on' };
describeKind(recordKinds.assessment, recordSchemas.assessment, {
  openings: [assessment],
  moves: [
    answered,
    concluded,
    { kind: 'sign' },
    { kind: 'return', text: 'the second one' },
    { kind: 'mark_late' },
  ],
  way: {
    opening: assessment,
    opener: 'product',
    steps: [
      { move: answered, side: 'learner' },
      { move: concluded, side: 'coach' },
      { move: { kind: 'sign' }, side: 'learner' },
      { move: { kind: 'return', text: 'the second one' }, side: 'coach' },
      { move: answered, side: 'learner' },
      { move: concluded, side: 'coach' },
      { move: { kind: 'sign' }, side: 'coach' },
    ],
  },
});
describeKind(recordKinds.barrier, recordSchemas.barrier);
describeKind(recordKinds.call, recordSchemas.call);
describeKind(recordKinds.campaign, recordSchemas.campaign, {
  openings: [
    {
      title: 'first meetings',
      skill_id: 's',
      pipeline_id: 'p',
      stage_id: 'meeting',
      people: ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
      starts_on: '2026-11-28',
    },
  ],
  moves: [
    { kind: 'draw' },
    { kind: 'start_together' },
    { kind: 'set_people', people: ['a', 'b', 'c', 'd', 'e', 'f'] },
    { kind: 'set_days', starts_on: '2026-11-28' },
    {
      kind: 'set_target',
      behaviour_target: { behaviour: 'asks', indicator: 'activities', value: 4, by: '2027-01-15' },
    },
  ],
});
describeKind(recordKinds.dispute, recordSchemas.dispute);
describeKind(recordKinds.handover, recordSchemas.handover);
describeKind(recordKinds.invitation, recordSchemas.invitation);
describeKind(recordKinds.obstacle, recordSchemas.obstacle);
describeKind(recordKinds.practice, recordSchemas.practice, {
  openings: [],
  moves: [{ kind: 'offer' }, { kind: 'adopt' }, { kind: 'make_reference' }],
});
describeKind(recordKinds.pulse, recordSchemas.pulse);
describeKind(recordKinds.recognition, recordSchemas.recognition);
describeKind(recordKinds.review, recordSchemas.review);
describeKind(recordKinds.selection_evidence, recordSchemas.selection_evidence);
const inTheWay: ChartAnswer[] = [
  { question: 'worth_fixing', answer: 'yes' },
  { question: 'expectation_known', answer: 'yes' },
  { question: 'nothing_in_the_way', answer: 'no' },
];
describeKind(recordKinds.session, recordSchemas.session, {
  openings: [
    { learner_id: 'l', kind: 'tactical', form: 'talk' },
    { learner_id: 'l', kind: 'opportunistic', form: 'talk', about: 'tactical', sign: 'reinforce' },
  ],
  moves: [
    { kind: 'hold', held_at: '2026-11-01T00:00:00.000000Z' },
    { kind: 'answer_chart', answers: [{ question: 'worth_fixing', answer: 'no' }] },
    {
      kind: 'answer_chart',
      answers: [
        { question: 'worth_fixing', answer: 'yes' },
        { question: 'expectation_known', answer: 'yes' },
        { question: 'nothing_in_the_way', answer: 'yes' },
        { question: 'aware_of_the_gap', answer: 'yes' },
        { question: 'knows_how', answer: 'no' },
      ],
    },
    { kind: 'answer_chart', answers: inTheWay },
    { kind: 'add_option', text: 'an option' },
    { kind: 'add_option', text: 'another option' },
    { kind: 'agree_option', option_id: '2' },
    { kind: 'agree_option', option_id: '3' },
    { kind: 'agree_option', option_id: '4' },
    { kind: 'write_stage', stage: 'set_stage', text: 'what for' },
    { kind: 'judge_pattern', verdict: 'one_off' },
    { kind: 'settle', outcome: 'settled' },
    { kind: 'switch_model', model: 'field_training', because: 'knowledge_gap' },
    { kind: 'enter_stage', stage: 'review' },
    { kind: 'choose_model', model: 'sales_coaching' },
    { kind: 'name_chart_owner', owner_id: 'ops', text: 'fix it' },
    { kind: 'drop' },
    { kind: 'add_action', text: 'call', owner_id: 'l', due_on: '2026-11-10', seen_by: 'a call' },
    { kind: 'settle_action', action_id: '2', result: 'done' },
  ],
  way: {
    opening: { learner_id: 'l', kind: 'opportunistic', form: 'talk', about: 'tactical', sign: 'reinforce' },
    opener: 'coach',
    steps: [
      { move: { kind: 'write_stage', stage: 'set_stage', text: 'what for' }, side: 'coach' },
      { move: { kind: 'judge_pattern', verdict: 'one_off' }, side: 'coach' },
      { move: { kind: 'answer_chart', answers: inTheWay }, side: 'coach' },
      { move: { kind: 'name_chart_owner', owner_id: 'ops', text: 'fix it' }, side: 'coach' },
    ],
  },
});
describeKind(recordKinds.storyboard, recordSchemas.storyboard);
describeKind(recordKinds.time_agreement, recordSchemas.time_agreement);
describeKind(recordKinds.training, recordSchemas.training);
describeKind(recordKinds.wish, recordSchemas.wish);
