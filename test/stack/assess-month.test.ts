/** Looking back on a month, on the calendar of a tenant: what the job opens, locks in time or passes up, and what it counts for the board. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { decideRecordMove, openPlan, recordKinds } from '@stepup/coaching';
import {
  type AssessmentContent,
  type AssessmentMove,
  recordSchemas,
  type RecordSide,
  type VerificationContent,
} from '@stepup/contracts';
import {
  appendPlanEvent,
  appendVerification,
  createPlan,
  listAssessments,
  listAssessmentSummaries,
  openFocus,
  saveAssessmentRules,
  saveRecord,
  type TenantTransaction,
} from '@stepup/store';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CoachingStack, startCoachingStack } from '../support/engine/start-coaching-stack.ts';

const tenant = 'looking-back';
const month = '2026-10';

function person(personId: string, role: string, managerId: string | null) {
  return {
    specversion: '1.0',
    source: 'crm',
    type: 'sales.person.changed.v1',
    id: `person-${personId}`,
    time: '2026-01-01T00:00:00Z',
    data: {
      person_id: personId,
      name: personId,
      active: true,
      role,
      ...(managerId === null ? {} : { manager_id: managerId }),
    },
  };
}

const trained = (id: string, personId: string, time: string, data: object) => ({
  specversion: '1.0',
  source: 'academy',
  type: 'sales.training.completed.v1',
  id,
  time,
  data: { person_id: personId, skill: 'coach.method', capacity: 'learner', ...data },
});

const reps = (of: string, count: number) =>
  Array.from({ length: count }, (_value, index) => ({ id: `${of}-rep-${index}`, coach: of }));
/** Under dora six reps of one manager, under dirk two of another: he cannot be told apart from the sum. */
const everyRep = [...reps('mia', 6), ...reps('max', 2)];

/** What verification says of a plan on its first day. */
const tooEarly = (at: string): VerificationContent => ({
  pipeline_id: 'p',
  stage_id: 's',
  started_at: at,
  outcome: {
    verdict: 'too_early',
    decided_at: null,
    planned_at: '2027-02-01T00:00:00.000000Z',
    provable: 'decidable',
    people: 1,
    effect: null,
    relevant_effect_excluded: false,
    lacks: [],
    looks: [],
  },
  group: null,
  behaviour: null,
});

/** An active plan, agreed on the second of its month. */
async function recordPlan(
  tx: TenantTransaction,
  { repId, coachId, of }: { repId: string; coachId: string; of: string },
): Promise<{ id: string; repId: string; coachId: string; at: string }> {
  const focusId = randomUUID();
  const at = `${of}-02T09:00:00.000000Z`;
  await openFocus(tx, { id: focusId, repId, skillId: null, startedAt: at });
  const asked = { id: randomUUID(), focusId, repId, coachId, month: of, diagnosisId: null, at };
  const plan = { ...openPlan({ ...asked, basis: 'own_wish' }), state: 'active' as const };
  await createPlan(tx, plan, { by: repId, side: 'rep' });
  await appendPlanEvent(tx, plan, { move: 'open', late: false, at });
  return { id: plan.id, repId, coachId, at };
}

let stack: CoachingStack;
beforeAll(async () => {
  stack = await startCoachingStack('2026-11-01T12:00:00Z');
  await stack.load(tenant, [
    {
      specversion: '1.0',
      source: 'crm',
      type: 'sales.tenant.configured.v1',
      id: 'tenant',
      time: '2026-01-01T00:00:00Z',
      // All Saints' would be no weekday this year; the Tuesday after it is.
      data: { time_zone: 'America/New_York', holidays: ['2026-11-03'] },
    },
    person('bo', 'board', null),
    person('dora', 'director', 'bo'),
    person('dirk', 'director', 'bo'),
    person('mia', 'manager', 'dora'),
    person('max', 'manager', 'dirk'),
    ...everyRep.map(({ id, coach }) => person(id, 'rep', coach)),
    person('planless', 'rep', 'mia'),
    // Two units: one of them was told twice, the others are of selling, of a trainer, of a later month.
    trained('t1', 'mia', '2026-09-01T08:00:00Z', { course: 'Unit 4' }),
    trained('t2', 'mia', '2026-10-01T08:00:00Z', { course: 'Unit 4' }),
    trained('t3', 'mia', '2026-10-02T08:00:00Z', { course: 'Unit 5' }),
    trained('t4', 'mia', '2026-10-03T08:00:00Z', { skill: 'discovery' }),
    trained('t5', 'mia', '2026-10-04T08:00:00Z', { course: 'Unit 6', capacity: 'coach' }),
    trained('t6', 'mia', '2026-11-01T12:00:00Z', { course: 'Unit 1' }),
  ]);
  for (const { id, coach } of everyRep) {
    await stack.inTenant(tenant, async (tx) => {
      const plan = await recordPlan(tx, { repId: id, coachId: coach, of: month });
      if (id === 'mia-rep-0') {
        const { at } = plan;
        const said = { planId: plan.id, madeAt: at, asOf: at, content: tooEarly(at) };
        expect(await appendVerification(tx, said)).toMatchObject({ kind: 'appended' });
      }
    });
  }
}, 240_000);
afterAll(() => stack.stop());

const read = () => readOf(month);
const readOf = async (of: string) =>
  (await stack.inTenant(tenant, (tx) => listAssessments(tx, of))).map((stored) => ({
    ...stored,
    content: recordSchemas.assessment.content.parse(stored.content),
  }));
const ofPair = (all: Awaited<ReturnType<typeof read>>, pair: AssessmentContent['pair']) =>
  all.filter(({ content }) => content.pair === pair);

async function move(learnerId: string, at: string, moves: readonly [RecordSide, AssessmentMove][]) {
  const found = (await read()).find((assessment) => assessment.learnerId === learnerId);
  if (found === undefined) throw new Error(`${learnerId} has no assessment`);
  const { dueOn: _due, happensAt: _happens, activityId: _activity, ...rest } = found;
  let record: typeof rest = rest;
  for (const [side, next] of moves) {
    const decision = decideRecordMove(recordKinds.assessment, record, next, {
      by: side === 'learner' ? learnerId : (record.coachId ?? ''),
      side,
      at,
      today: at.slice(0, 10),
      facts: {},
    });
    if (decision.kind === 'refused') throw new Error(JSON.stringify(decision.broken));
    record = decision.record;
    const saved = await stack.inTenant(tenant, (tx) =>
      saveRecord(tx, {
        record: decision.record,
        entry: decision.entry,
        projection: recordKinds.assessment.project(decision.record.content),
      }),
    );
    expect(saved).toEqual({ kind: 'saved' });
  }
}

it('opens on working days of the tenant’s zone, once, with evidence that stays', async () => {
  await stack.run('assess-month');
  expect(await read()).toEqual([]);
  // Sunday evening in New York: Monday, the first working day, has begun in UTC only.
  stack.setClock('2026-11-02T02:00:00Z');
  await stack.run('assess-month');
  expect(await read()).toEqual([]);
  stack.setClock('2026-11-02T14:00:00Z');
  await stack.run('assess-month');
  const opened = await read();
  expect(opened.map(({ learnerId }) => learnerId)).toEqual(everyRep.map(({ id }) => id).toSorted());
  // The third working day is the Thursday, since the Tuesday is a holiday.
  expect(opened[0]?.content).toMatchObject({
    state: 'open',
    pair: 'rep-manager',
    rules_version: 0,
    opens_on: '2026-11-02',
    closes_on: '2026-11-05',
    criteria: [{ id: 'one_skill', hint: 'no' }, {}, {}, {}, {}, { id: 'basis_for_next_month' }],
  });
  const evidence = opened[0]?.content.criteria.at(-1)?.evidence ?? [];
  expect(evidence.map(({ id, value, reason_if_null: why }) => [id, value, why])).toEqual([
    ['behaviour_change', null, 'nothing_counted'],
    ['outcome_verdict', null, 'not_told_yet'],
  ]);
  const told = opened.find(({ learnerId }) => learnerId === 'mia-rep-0')?.content.criteria.at(-1)?.evidence;
  expect(told?.find(({ id }) => id === 'outcome_verdict')).toMatchObject({
    n: 1,
    mix: { worked: 0, no_evidence: 0, fell: 0, too_early: 1 },
    told_from: '2027-02-01',
  });
  await stack.run('assess-month');
  expect(await read()).toEqual(opened);
});

it('passes up what is late, marked; the next level opens and says how the one below stands', async () => {
  const answers = (rating: 'yes' | 'cannot_say') =>
    [
      'one_skill',
      'thinking_by_rep',
      'behaviour_seen',
      'promises_kept',
      'something_learned',
      'basis_for_next_month',
    ].map((criterion) => ({ criterion, rating }));
  const signing: [RecordSide, AssessmentMove][] = [
    ['learner', { kind: 'answer', answers: answers('cannot_say') }],
    ['coach', { kind: 'answer', answers: answers('yes'), outcome: 'keep_on' }],
    ['learner', { kind: 'sign' }],
    ['coach', { kind: 'sign' }],
  ];
  // Five of mia's six, one of max's two.
  for (const id of [...reps('mia', 5), ...reps('max', 1)].map((rep) => rep.id))
    await move(id, '2026-11-04T15:00:00.000000Z', signing);
  stack.setClock('2026-11-06T14:00:00Z');
  await stack.run('assess-month');
  const after = await read();
  const late = ofPair(after, 'rep-manager').filter(({ content }) => content.passed_up.length > 0);
  expect(late.map(({ learnerId, content }) => [learnerId, content.state, content.passed_up])).toEqual([
    ['max-rep-1', 'open', [{ on: '2026-11-06', to: 'dirk' }]],
    ['mia-rep-5', 'open', [{ on: '2026-11-06', to: 'dora' }]],
  ]);
  const managers = ofPair(after, 'manager-director');
  expect(managers.map(({ learnerId, coachId, content }) => [learnerId, coachId, content.below])).toEqual([
    ['max', 'dirk', { assessments: 2, locked: 1, late: 1 }],
    ['mia', 'dora', { assessments: 6, locked: 5, late: 1 }],
  ]);
  const coverage = managers[1]?.content.criteria[0]?.evidence[0];
  // Six of seven reps of mia have a plan.
  expect(coverage).toMatchObject({
    id: 'coverage',
    value: 6 / 7,
    n: 7,
    interval: { upper: expect.any(Number) },
  });
  const evidenceOf = (content: AssessmentContent | undefined, id: string) =>
    content?.criteria.flatMap(({ evidence }) => evidence).find((piece) => piece.id === id);
  expect(evidenceOf(managers[1]?.content, 'curriculum_done')).toMatchObject({ value: 2, n: 1 });
  expect(evidenceOf(managers[1]?.content, 'coaching_hours')).toMatchObject({
    reason_if_null: 'no_session_timed',
  });
  // Late is taken, marked.
  await move('mia-rep-5', '2026-11-09T15:00:00.000000Z', signing);
  const signed = (await read()).find(({ learnerId }) => learnerId === 'mia-rep-5');
  expect(signed?.content).toMatchObject({ state: 'locked', signatures: [{ late: true }, { late: true }] });
});

it('counts for the board once, on the day after closing, and keeps back what could be told by subtraction', async () => {
  const count = () => stack.inTenant(tenant, (tx) => listAssessmentSummaries(tx, month));
  const before = await count();
  // Of dora's five and dirk's one: his by size, hers since he would be left of the sum.
  expect(before).toMatchObject([
    {
      pair: 'rep-manager',
      content: {
        opened: 8,
        locked: 6,
        late: 2,
        groups: [
          {
            key: 'all',
            assessments: 6,
            criteria: [{ answers: { yes: 6 }, learners: { cannot_say: 6 } }, {}, {}, {}, {}, {}],
          },
        ],
        hidden: [
          { key: 'dirk', reason: 'fewer_than_five' },
          { key: 'dora', reason: 'protects_others' },
        ],
      },
    },
  ]);
  for (const day of ['2026-11-11', '2026-11-20']) {
    stack.setClock(`${day}T14:00:00Z`);
    await stack.run('assess-month');
  }
  const after = await count();
  expect(after.find(({ pair }) => pair === 'rep-manager')).toEqual(before[0]);
  // Two directors are fewer than five people.
  expect(after.find(({ pair }) => pair === 'director-board')?.content).toMatchObject({
    opened: 2,
    groups: [],
  });
  const board = ofPair(await read(), 'director-board').find(({ learnerId }) => learnerId === 'dora');
  expect(board?.content.criteria[0]?.evidence[0]).toMatchObject({ id: 'coverage', n: 7 });
  const told = new Map(
    board?.content.criteria.flatMap(({ evidence }) =>
      evidence.map((piece) => [piece.id, piece.reason_if_null]),
    ),
  );
  // Fewer than five managers are single managers, of whom the board is told nothing; and there are no quotas.
  expect(told.get('effect_pooled')).toBe('fewer_than_five');
  expect(told.get('quota_gap')).toBe('too_few_coached');
  const small = ofPair(await read(), 'director-board').find(({ learnerId }) => learnerId === 'dirk');
  expect(small?.content.criteria[0]?.evidence[0]).toMatchObject({
    value: null,
    reason_if_null: 'fewer_than_five',
  });
});

it('takes rules from the month after they were written', async () => {
  const written = await readFile(
    new URL('../../packages/assessment-rules/defaults/manager-director.yaml', import.meta.url),
    'utf8',
  );
  await stack.inTenant(tenant, (tx) =>
    saveAssessmentRules(tx, {
      pair: 'manager-director',
      expectedVersion: 0,
      text: written.replace('working_day: 6', 'working_day: 8'),
      by: 'ops-1',
      at: '2026-11-15T09:00:00.000000Z',
    }),
  );
  const versionsOf = (of: string) =>
    stack.inTenant(tenant, async (tx) =>
      (await listAssessments(tx, of))
        .map(({ content }) => recordSchemas.assessment.content.parse(content))
        .filter(({ pair }) => pair === 'manager-director')
        .map(({ rules_version: version, closes_on: closesOn }) => [version, closesOn]),
    );
  stack.setClock('2026-12-07T14:00:00Z');
  await stack.run('assess-month');
  expect(await versionsOf('2026-11')).toEqual([
    [0, '2026-12-08'],
    [0, '2026-12-08'],
  ]);
  stack.setClock('2027-01-08T14:00:00Z');
  await stack.run('assess-month');
  expect(await versionsOf('2026-12')).toEqual([
    [1, '2027-01-12'],
    [1, '2027-01-12'],
  ]);
});

it('opens a month later that nothing ran at the end of, with as many working days as ever, and counts it then', async () => {
  const ofBoard = async () => ofPair(await readOf('2026-11'), 'director-board');
  // The ninth of December and the fourteenth were missed; in January the board’s part is opened.
  const late = await ofBoard();
  expect(late.map(({ learnerId, content }) => [learnerId, content.opens_on, content.closes_on])).toEqual([
    ['dirk', '2027-01-08', '2027-01-20'],
    ['dora', '2027-01-08', '2027-01-20'],
  ]);
  expect(late.every(({ content }) => content.passed_up.length === 0)).toBe(true);
  const counted = async () =>
    (await stack.inTenant(tenant, (tx) => listAssessmentSummaries(tx, '2026-11'))).map(({ pair }) => pair);
  expect(await counted()).not.toContain('director-board');
  stack.setClock('2027-01-21T14:00:00Z');
  await stack.run('assess-month');
  expect((await ofBoard()).map(({ content }) => content.passed_up.length)).toEqual([1, 1]);
  expect(await counted()).toContain('director-board');
});

it('waits for what was recorded to be told and stored, at most a day', async () => {
  const waiting = 'waiting-for-records';
  await stack.load(waiting, [person('mia', 'manager', null), person('rep', 'rep', 'mia')]);
  const record = (of: string) =>
    stack.inTenant(waiting, (tx) => recordPlan(tx, { repId: 'rep', coachId: 'mia', of }));
  const countOpened = async (of: string): Promise<number> => {
    await stack.run('assess-month');
    return (await stack.inTenant(waiting, (tx) => listAssessments(tx, of))).length;
  };
  await record('2027-01');
  stack.setClock('2027-02-01T12:00:00Z');
  stack.setDelivery('none');
  expect(await countOpened('2027-01')).toBe(0);
  stack.setDelivery('arrives');
  expect(await countOpened('2027-01')).toBe(1);

  await record('2027-02');
  stack.setClock('2027-03-01T12:00:00Z');
  stack.setDelivery('lost');
  expect(await countOpened('2027-02')).toBe(0);
  stack.setDelivery('arrives');
  stack.setClock('2027-03-02T12:00:00Z');
  expect(await countOpened('2027-02')).toBe(0);
  stack.setClock('2027-03-02T12:00:01Z');
  expect(await countOpened('2027-02')).toBe(1);
});
