import {
  coachingFlagsAnswer,
  coachingIndicatorsAnswer,
  listOf,
  plan as planAnswer,
  practiceDistancesAnswer,
  practiceEffectsAnswer,
  recordChange,
  recordSchemas,
  sessionPreparationAnswer,
} from '@stepup/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type HttpInstance, readBodyAs, startHttpInstance } from '../contract/http-instance.ts';

const tenant = 'coached';
const { session, call, obstacle, review, barrier, dispute, practice, invitation } = recordSchemas;
const soon = new Date(Date.now() + 3 * 3_600_000).toISOString();

function event(type: string, id: string, data: object): Record<string, unknown> {
  return { specversion: '1.0', source: 'crm', type, id, time: '2026-01-01T00:00:00Z', data };
}

const people = [
  ['rita', 'rep', 'mia'],
  ['rob', 'rep', 'mia'],
  ['mia', 'manager', 'dan'],
  ['max', 'manager', 'dan'],
  ['dan', 'director', null],
] as const;

let product: HttpInstance;
let planId = '';

beforeAll(async () => {
  product = await startHttpInstance();
  const persons = people.map(([person_id, role, manager_id]) =>
    event('sales.person.changed.v1', person_id, {
      person_id,
      name: person_id,
      role,
      active: true,
      manager_id,
    }),
  );
  const planned = { activity_id: 'call-1', kind: 'call', rep_id: 'rita', deal_id: 'deal-1', starts_at: soon };
  const sent = await product.send(tenant, [
    ...persons,
    event('sales.activity.planned.v1', 'call-1', planned),
  ]);
  expect(sent).toMatchObject({ status: 202 });
  const opened = await post('rita', '/v1/plans', { rep_id: 'rita', month: '2026-11', basis: 'own_wish' });
  planId = readBodyAs(planAnswer, opened).id;
}, 240_000);
afterAll(() => product.stop());

async function read(who: string, path: string, of = tenant): Promise<Answer> {
  return product.get(of, path, await product.tokenOf(of, { person: who }));
}

async function post(
  who: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const authorization = `Bearer ${await product.tokenOf(tenant, { person: who })}`;
  return product.request(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { authorization, 'content-type': 'application/json', ...headers },
  });
}

const move = (who: string, path: string, version: number, body: unknown) =>
  post(who, `${path}/transitions`, body, { 'if-match': `"${version}"` });

/** A refusal that names these rules, in this order. */
const broken = (...codes: readonly string[]) => ({
  status: 409,
  body: { errors: codes.map((code) => ({ code })) },
});

describe('a session', () => {
  it('is opened, held and settled by the two, and is its history', async () => {
    const opened = await post('mia', '/v1/sessions', {
      learner_id: 'rita',
      kind: 'tactical',
      planned_for: soon,
    });
    expect(opened.status).toBe(201);
    const { id, intentional } = readBodyAs(session.answer, opened);
    expect(intentional).toBe(true);
    const path = `/v1/sessions/${id}`;
    expect(await move('rita', path, 1, { kind: 'settle', outcome: 'settled' })).toMatchObject(
      broken('not_in_this_state'),
    );
    const held_at = new Date().toISOString();
    expect(await move('rita', path, 1, { kind: 'hold', held_at })).toMatchObject({ status: 200 });
    const settled = await move('mia', path, 2, { kind: 'settle', outcome: 'settled' });
    expect(readBodyAs(session.answer, settled)).toMatchObject({ state: 'settled', version: 3 });
    const history = readBodyAs(listOf(recordChange), await read('rita', `${path}/history`));
    expect(history.items.map(({ version, by, to_state }) => [version, by, to_state])).toEqual([
      [1, 'mia', 'planned'],
      [2, 'rita', 'held'],
      [3, 'mia', 'settled'],
    ]);
  });

  it('does not exist for a colleague, another manager, the director or another tenant', async () => {
    const opened = await post('rita', '/v1/sessions', { learner_id: 'rita', kind: 'tactical' });
    const path = `/v1/sessions/${readBodyAs(session.answer, opened).id}`;
    for (const who of ['rob', 'max', 'dan']) expect((await read(who, path)).status).toBe(404);
    expect((await read('ops-1', path, 'elsewhere')).status).toBe(403);
    expect((await post('max', '/v1/sessions', { learner_id: 'rita', kind: 'tactical' })).status).toBe(404);
  });

  it('needs the version that was read, and takes the same request once', async () => {
    const body = { learner_id: 'rita', kind: 'tactical' };
    const key = { 'idempotency-key': 'once' };
    const [one, again] = [
      await post('rita', '/v1/sessions', body, key),
      await post('rita', '/v1/sessions', body, key),
    ];
    const { id } = readBodyAs(session.answer, one);
    expect(readBodyAs(session.answer, again).id).toBe(id);
    const drop = { kind: 'drop' };
    expect((await post('rita', `/v1/sessions/${id}/transitions`, drop)).status).toBe(428);
    expect((await move('rita', `/v1/sessions/${id}`, 7, drop)).status).toBe(412);
    expect((await move('rita', `/v1/sessions/${id}`, 1, { kind: 'vanish' })).status).toBe(400);
  });
});

describe('the card of a call', () => {
  it('takes time and deal from the CRM, and there is one a call', async () => {
    const body = { learner_id: 'rita', activity_id: 'call-1', plan_id: planId };
    const opened = readBodyAs(call.answer, await post('rita', '/v1/calls', body));
    expect(opened).toMatchObject({ deal_id: 'deal-1', plan_id: planId });
    expect(Date.parse(opened.starts_at ?? '')).toBe(Date.parse(soon));
    expect(await post('rita', '/v1/calls', body)).toMatchObject(broken('call_has_card'));
    const other = await post('rob', '/v1/calls', { learner_id: 'rob', activity_id: 'call-1' });
    expect(other.status).toBe(400);
    const cycles = await read('mia', `/v1/plans/${planId}/cycles`);
    expect(readBodyAs(listOf(call.answer), cycles).items).toMatchObject([{ id: opened.id }]);
    const debrief = { kind: 'debrief', happened: 'x', learned: 'y' };
    expect(await move('rita', `/v1/calls/${opened.id}`, 1, debrief)).toMatchObject(
      broken('call_not_started'),
    );
  });
});

describe('a plan’s records', () => {
  it('work on one obstacle at a time', async () => {
    const path = `/v1/plans/${planId}/obstacles`;
    const [one, two] = [
      await post('rita', path, { text: 'nerves' }),
      await post('mia', path, { text: 'no time' }),
    ];
    const [first, second] = [readBodyAs(obstacle.answer, one), readBodyAs(obstacle.answer, two)];
    expect((await move('rita', `/v1/obstacles/${first.id}`, 1, { kind: 'work_on' })).status).toBe(200);
    const refused = await move('rita', `/v1/obstacles/${second.id}`, 1, { kind: 'work_on' });
    expect(refused).toMatchObject(broken('another_obstacle_worked_on'));
  });

  it('roll from one review to the next', async () => {
    const path = `/v1/plans/${planId}/reviews`;
    const due = readBodyAs(review.answer, await post('mia', path, { due_on: '2026-11-30' }));
    expect(await post('rita', path, { due_on: '2026-12-01' })).toMatchObject(broken('another_review_due'));
    const hold = { kind: 'hold', last_step_learned: 'silence helps' };
    expect((await move('rita', `/v1/reviews/${due.id}`, 1, hold)).status).toBe(200);
    const { items } = readBodyAs(listOf(review.answer), await read('rita', path));
    expect(items.map(({ state }) => state).toSorted()).toEqual(['due', 'held']);
  });

  it('are open to a guest whom the learner invited, as long as the invitation stands', async () => {
    const path = `/v1/plans/${planId}`;
    expect((await post('rob', `${path}/obstacles`, { text: 'x' })).status).toBe(404);
    const invited = await post('rita', `${path}/invitations`, { guest_id: 'rob', as: 'peer' });
    const { id } = readBodyAs(invitation.answer, invited);
    const list = async () =>
      readBodyAs(listOf(obstacle.answer), await read('rob', `${path}/obstacles`)).items.length;
    expect(await list()).toBeGreaterThan(0);
    expect((await move('rita', `/v1/invitations/${id}`, 1, { kind: 'end' })).status).toBe(200);
    expect(await list()).toBe(0);
  });
});

describe('what goes further than the two', () => {
  it('barriers go to the next level and from there up', async () => {
    const filed = readBodyAs(
      barrier.answer,
      await post('rita', '/v1/barriers', { what: 'time', text: 'forms' }),
    );
    expect(filed.asked_of).toBe('mia');
    const path = `/v1/barriers/${filed.id}`;
    expect((await move('mia', path, 1, { kind: 'pass_up' })).status).toBe(200);
    const answered = await move('dan', path, 2, { kind: 'answer', answer: 'removed', text: 'gone' });
    expect(readBodyAs(barrier.answer, answered)).toMatchObject({ state: 'answered', coach_id: 'dan' });
  });

  it('disputes are answered by operations, and the manager does not see them', async () => {
    const body = { indicator: 'step_up_rate', key: 's', value: '0.2', text: 'not my deal' };
    const { id } = readBodyAs(dispute.answer, await post('rita', '/v1/disputes', body));
    expect((await read('mia', `/v1/disputes/${id}`)).status).toBe(404);
  });

  it('practices are everybody’s once they are offered', async () => {
    const body = { skill_id: 'discovery', title: 'Three whys', when: 'first', how: 'ask', example: 'last' };
    const path = `/v1/practices/${readBodyAs(practice.answer, await post('rita', '/v1/practices', body)).id}`;
    expect((await read('max', path)).status).toBe(404);
    expect((await move('rita', path, 1, { kind: 'offer' })).status).toBe(200);
    expect((await read('max', path)).status).toBe(200);
    expect((await move('rob', path, 2, { kind: 'adopt' })).status).toBe(200);
  });
});

it('fifty writers at once on one plan lose no update: what was acknowledged stands, the rest is told', async () => {
  const path = `/v1/plans/${planId}`;
  const readPlan = async () => readBodyAs(planAnswer, await read('rita', path));
  const before = (await readPlan()).version;
  const acknowledged: string[] = [];
  for (let round = 0; round < 4; round += 1) {
    const { version } = await readPlan();
    const texts = Array.from({ length: 50 }, (_, n) => `measure ${round}.${n}`);
    const answers = await Promise.all(
      texts.map((text) => move('rita', path, version, { kind: 'add_measure', text })),
    );
    const counts = { 200: 0, 412: 0 };
    for (const [n, { status }] of answers.entries()) {
      if (status !== 200 && status !== 412) throw new Error(`answered ${status}`);
      counts[status] += 1;
      if (status === 200) acknowledged.push(texts[n] ?? '');
    }
    expect(counts).toEqual({ 200: 1, 412: 49 });
  }
  const { measures, version } = await readPlan();
  expect(measures.map(({ text }) => text)).toEqual(acknowledged);
  expect(version).toBe(before + acknowledged.length);
}, 240_000);

it('arrives as indicators of coaching, of those whom the reader may see', async () => {
  const path = `/v1/coaching-indicators?from=2026-01-01&to=2027-01-01`;
  const rowsOf = async (who: string) => readBodyAs(coachingIndicatorsAnswer, await read(who, path)).rows;
  const mine = async () => (await rowsOf('mia')).find(({ key }) => key === 'mia');
  await expect.poll(async () => (await mine())?.reviews_kept.n, { timeout: 60_000, interval: 500 }).toBe(1);
  expect(await mine()).toMatchObject({
    sessions: { value: 1 },
    sessions_by_kind: { tactical: 1, developmental: 0 },
    intentional_share: { value: 1, n: 1 },
    near_call_share: { value: null, n: 0 },
    reviews_kept: { value: 1, n: 1 },
    learner_pulse: { value: null, reason_if_null: 'fewer_than_five' },
  });
  expect((await rowsOf('dan')).map(({ key }) => key).toSorted()).toEqual(['dan', 'mia']);
  expect((await rowsOf('max')).map(({ key }) => key)).toEqual([]);
  for (const { key } of await rowsOf('ops-1')) expect(people.map(([id]) => id)).not.toContain(key);
});

it('a session is prepared from what is known already, for the two alone', async () => {
  const opened = await post('mia', '/v1/sessions', {
    learner_id: 'rita',
    kind: 'developmental',
    plan_id: planId,
  });
  const path = `/v1/sessions/${readBodyAs(session.answer, opened).id}/preparation`;
  const prepared = readBodyAs(sessionPreparationAnswer, await read('mia', path));
  expect(prepared.plan_id).toBe(planId);
  expect(prepared.roam.activities).toMatchObject({
    calls_next_14_days: 1,
    coming: [{ activity_id: 'call-1' }],
  });
  expect(prepared.card.map(({ id }) => id)).toEqual([
    'target_condition',
    'actual_condition',
    'obstacles',
    'next_step',
    'go_and_see',
  ]);
  expect(prepared.card.find(({ id }) => id === 'obstacles')?.filled_in).toBe('now: nerves · no time');
  expect((await read('dan', path)).status).toBe(404);
});

it('sets each coach beside the practices that have become the reference, and says nothing on too few plans', async () => {
  const body = {
    skill_id: 'discovery',
    title: 'Look at the call first',
    when: 'before each call',
    how: 'three lines',
    example: 'last week',
    measure: { indicator: 'reviews_kept', value: 0.8 },
  };
  const opened = readBodyAs(practice.answer, await post('rita', '/v1/practices', body));
  expect(opened.measure).toEqual(body.measure);
  const path = `/v1/practices/${opened.id}`;
  const distancesOf = async (who: string) =>
    readBodyAs(practiceDistancesAnswer, await read(who, '/v1/practice-distances')).rows;
  await move('rita', path, 1, { kind: 'offer' });
  await move('rob', path, 2, { kind: 'adopt' });
  expect((await distancesOf('mia')).find(({ key }) => key === 'mia')?.practices).toEqual([]);
  expect((await move('mia', path, 3, { kind: 'make_reference' })).status).toBe(200);
  expect((await distancesOf('dan')).find(({ key }) => key === 'mia')?.practices).toMatchObject([
    {
      practice_id: opened.id,
      indicator: 'reviews_kept',
      reference: 0.8,
      own: { value: 1, n: 1 },
      distance: 0,
      // One review of one leaves everything open.
      reached: 'cannot_tell',
      adopted: false,
    },
  ]);
  expect(await distancesOf('max')).toEqual([]);
  const effects = readBodyAs(practiceEffectsAnswer, await read('rita', '/v1/practice-effects'));
  expect(effects).toMatchObject({ called: 'association', looked_at: 0 });
  expect(effects.rows.find(({ practice_id }) => practice_id === opened.id)).toMatchObject({
    state: 'reference',
    told_by: 'measure',
    difference: null,
    stands_out: false,
    reason_if_null: 'fewer_than_eight_plans',
  });
  const flags = readBodyAs(coachingFlagsAnswer, await read('mia', '/v1/coaching-flags')).rows;
  expect(flags.map(({ key }) => key)).toEqual(['mia']);
  expect(
    flags[0]?.measures.every(({ state, tier }) => state === 'fewer_than_eight_plans' && tier === 'none'),
  ).toBe(true);
  expect((await read('ops-1', '/v1/practice-effects')).status).toBe(403);
  const wrong = { ...body, measure: { indicator: 'won_deals', value: 0.8 } };
  expect((await post('rita', '/v1/practices', wrong)).status).toBe(400);
});
