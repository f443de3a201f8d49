import { randomUUID } from 'node:crypto';
import type { CoachingEvent } from '@stepup/contracts';
import { countMissingCoachingEvents, insertCoachingEvents, readCoachingIndicators } from '@stepup/warehouse';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { type StartedWarehouse, startWarehouse } from '../support/engine/start-warehouse.ts';
import { shuffle } from '../support/engine/shuffle.ts';

const [coach, learner] = [randomUUID(), randomUUID()];
const at = '2026-11-10T09:00:00.000000Z';
const asked = {
  tenant: 't',
  from: '2026-11-01T00:00:00.000000Z',
  until: '2026-12-01T00:00:00.000000Z',
  timeZone: 'UTC',
};

let engine: StartedWarehouse;
beforeAll(async () => {
  engine = await startWarehouse();
}, 240_000);
afterAll(() => engine.stop());

function tell(
  name: string,
  record_id: string,
  version: number,
  state: string,
  measures: CoachingEvent['data']['measures'],
  tenant = 't',
): CoachingEvent {
  const data = {
    record_id,
    plan_id: null,
    learner,
    coach,
    state,
    version,
    move: 'hold',
    late: false,
    opened_at: at,
    measures,
  };
  const type = `coaching.${name}.changed.v1`;
  return {
    specversion: '1.0',
    id: randomUUID(),
    source: 'stepup/api',
    type,
    time: at,
    subject: name,
    tenant,
    data,
  };
}

/** An agreement on the hours of the coach, who is its learner: the one above is the other of the two. */
function agreed(id: string, state: string, month: string, hours: number): CoachingEvent {
  const told = tell('time_agreement', id, 2, state, { month, hours, own_selling_share: 0.25 });
  return { ...told, data: { ...told.data, learner: coach, coach: randomUUID() } };
}

const [one, two, card, board, plan] = [1, 2, 3, 4, 5].map(() => randomUUID());
const events: CoachingEvent[] = [
  tell('session', one ?? '', 1, 'planned', { kind: 'tactical', intentional: true }),
  tell('session', one ?? '', 2, 'held', {
    kind: 'tactical',
    intentional: true,
    held_at: at,
    minutes: 45,
    solution: 'coaching',
  }),
  tell('session', two ?? '', 1, 'held', { kind: 'opportunistic', intentional: null, held_at: at }),
  tell('call', card ?? '', 3, 'debriefed', {
    starts_at: at,
    prepared_near: true,
    debriefed_near: false,
    debriefed: true,
    learned: true,
    has_prediction: true,
    is_joint: true,
    took_over: true,
  }),
  tell('review', board ?? '', 2, 'held', { held_at: at, due_on: '2026-11-09' }),
  tell('plan', plan ?? '', 9, 'active', {
    has_self_analysis: true,
    measures: 3,
    rep_measures: 2,
    confirmed: 'confirmed',
  }),
  tell('barrier', randomUUID(), 1, 'open', { due_on: '2026-12-10' }),
  // Of the coach’s own time, agreed with whoever coaches them.
  agreed(randomUUID(), 'agreed', '2026-11', 12),
  agreed(randomUUID(), 'withdrawn', '2026-11', 40),
  agreed(randomUUID(), 'agreed', '2026-09', 40),
  tell('session', randomUUID(), 1, 'held', { kind: 'tactical', held_at: at }, 'other'),
];

it('counts each record as it stands, whatever the order and however often its events arrive', async () => {
  const { warehouse } = engine;
  for (const event of shuffle([...events, ...events], 7)) await insertCoachingEvents(warehouse, [event]);
  const rows = await readCoachingIndicators(warehouse, asked);
  expect(rows).toMatchObject([
    {
      coach,
      learners: 1,
      sessions: 2,
      tactical: 1,
      opportunistic: 1,
      // Of the second nobody said how long it took.
      sessions_timed: 1,
      minutes_held: 45,
      intentional: 1,
      intentional_of: 1,
      solved_by_coaching: 1,
      calls: 1,
      prepared_near: 1,
      debriefed_near: 0,
      cycles_done: 1,
      joint_calls: 1,
      takeovers: 1,
      reviews_held: 1,
      reviews_held_in_time: 0,
      plans: 1,
      plan_self_analysis: 1,
      measures: 3,
      rep_measures: 2,
      barriers_open: 1,
      hour_agreements: 1,
      hours_agreed: 12,
      own_selling_agreements: 1,
      own_selling_agreed: 0.25,
      basis_diagnosis: 0,
    },
  ]);
});

it('sees nothing of what happened after the period', async () => {
  const before = { ...asked, until: '2026-11-05T00:00:00.000000Z' };
  expect(await readCoachingIndicators(engine.warehouse, before)).toEqual([]);
});

it('counts as overdue what a plan still waits for, and of an ended plan what was missed in the period while it went on', async () => {
  const tenant = 'overdue';
  const going = randomUUID();
  const ended = randomUUID();
  const planEvent = (id: string, version: number, state: string, time: string): CoachingEvent => ({
    ...tell('plan', id, version, state, {}, tenant),
    time,
  });
  const due = (plan_id: string | null, due_on: string): CoachingEvent => {
    const told = tell('review', randomUUID(), 1, 'due', { due_on }, tenant);
    return { ...told, data: { ...told.data, plan_id } };
  };
  const open = (name: string, plan_id: string): CoachingEvent => {
    const told = tell(name, randomUUID(), 1, 'open', {}, tenant);
    return { ...told, data: { ...told.data, plan_id } };
  };
  const read = async () => (await readCoachingIndicators(engine.warehouse, { ...asked, tenant }))[0];
  const countOverdue = async () => (await read())?.reviews_overdue;
  await insertCoachingEvents(engine.warehouse, [
    planEvent(going, 1, 'active', at),
    planEvent(ended, 1, 'active', at),
    due(going, '2026-11-12'),
    due(going, '2026-10-12'),
    due(going, '2099-12-01'),
    due(null, '2026-11-12'),
    due(ended, '2026-10-31'),
    due(ended, '2026-11-19'),
    due(ended, '2026-11-20'),
    due(ended, '2026-11-27'),
    ...[going, ended].flatMap((id) => [open('barrier', id), open('handover', id)]),
  ]);
  expect(await countOverdue()).toBe(7);
  expect(await read()).toMatchObject({ barriers_open: 2, handovers_open: 2 });
  await insertCoachingEvents(engine.warehouse, [
    planEvent(ended, 2, 'completed', '2026-11-20T15:00:00.000000Z'),
  ]);
  // Missed in October, on the day of its end and after it: no more.
  expect(await countOverdue()).toBe(4);
  expect(await read()).toMatchObject({ barriers_open: 1, handovers_open: 1 });
  const overdueOnBoards = await engine.warehouse.read(
    {
      name: 'overdue_on_boards',
      sql: `SELECT toUInt32(countIf(plan_id = {going:UUID})) AS going, toUInt32(countIf(plan_id = {ended:UUID})) AS ended, toUInt32(count()) AS n
        FROM stepup_v1.coaching_records WHERE tenant = {tenant:String} AND is_overdue`,
      parameters: z.object({ tenant: z.string(), going: z.string(), ended: z.string() }),
      row: z.object({ going: z.int(), ended: z.int(), n: z.int() }),
    },
    { tenant, going, ended },
  );
  expect(overdueOnBoards).toEqual([{ going: 2, ended: 0, n: 3 }]);
  await insertCoachingEvents(engine.warehouse, [
    planEvent(going, 2, 'abandoned', '2026-12-01T00:00:00.000000Z'),
  ]);
  expect(await countOverdue()).toBe(4);
});

it('counts the events of a tenant that are not stored, of more than one question takes', async () => {
  const tenant = 'missing';
  const stored = [1, 2].map(() => tell('session', randomUUID(), 1, 'planned', {}, tenant));
  const [first, last] = stored.map(({ id }) => id);
  await insertCoachingEvents(engine.warehouse, [
    ...stored,
    // Stored twice, and of somebody else.
    ...stored.slice(0, 1),
    tell('session', randomUUID(), 1, 'planned', {}, 'other'),
  ]);
  const ids = [first ?? '', ...Array.from({ length: 6_001 }, () => randomUUID()), last ?? ''];
  const count = (of: string, asked: readonly string[]) =>
    countMissingCoachingEvents(engine.warehouse, { tenant: of, ids: asked });
  expect(await count(tenant, ids)).toBe(6_001);
  expect(await count('other', ids)).toBe(6_003);
  expect(await count(tenant, [])).toBe(0);
});

it('counts days where the tenant is', async () => {
  const tenant = 'zones';
  const dueOn = (due_on: string): CoachingEvent => tell('review', randomUUID(), 1, 'due', { due_on }, tenant);
  const held = (held_at: string): CoachingEvent =>
    tell('review', randomUUID(), 2, 'held', { held_at, due_on: '2026-11-09' }, tenant);
  await insertCoachingEvents(engine.warehouse, [
    dueOn('2026-11-29'),
    dueOn('2026-11-30'),
    held('2026-11-09T23:30:00.000000Z'),
    held('2026-11-10T03:30:00.000000Z'),
  ]);
  const readIn = async (timeZone: string, from: string, until: string) =>
    (await readCoachingIndicators(engine.warehouse, { tenant, from, until, timeZone }))[0];
  // The whole of November in each: a review due on its last day is overdue at its end.
  expect(
    await readIn('Europe/Vienna', '2026-10-31T23:00:00.000000Z', '2026-11-30T23:00:00.000000Z'),
  ).toMatchObject({ reviews_overdue: 2, reviews_held: 2, reviews_held_in_time: 0 });
  expect(
    await readIn('America/New_York', '2026-11-01T04:00:00.000000Z', '2026-12-01T05:00:00.000000Z'),
  ).toMatchObject({ reviews_overdue: 2, reviews_held: 2, reviews_held_in_time: 2 });
});
