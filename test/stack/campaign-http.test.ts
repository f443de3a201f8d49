/** A campaign over HTTP: who may open it, the lot that falls once and can be drawn again, who sees what of it. */
import { drawWaitList } from '@stepup/coaching';
import { campaignEffectAnswer, listOf, personExport, readsAnswer, recordSchemas } from '@stepup/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Answer, type HttpInstance, readBodyAs, startHttpInstance } from '../contract/http-instance.ts';

const tenant = 'campaigned';
const { campaign } = recordSchemas;
const reps = Array.from({ length: 7 }, (_, n) => `rep-${n}`);
const members = [
  ...reps.map((id) => [id, 'rep', 'mia'] as const),
  ['other', 'rep', 'max'],
  ['mia', 'manager', 'dan'],
  ['max', 'manager', 'dan'],
  ['dan', 'director', 'bea'],
  ['bea', 'board', null],
] as const;

function event(type: string, id: string, data: object): Record<string, unknown> {
  return { specversion: '1.0', source: 'crm', type, id, time: '2026-01-01T00:00:00Z', data };
}

const personOf = (person_id: string, role: string, manager_id: string | null) => ({
  person_id,
  name: person_id,
  role,
  active: true,
  manager_id,
});

const dayAhead = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const opening = {
  title: 'First meetings',
  skill_id: 'discovery',
  pipeline_id: 'sales',
  stage_id: 'meeting',
  people: reps,
  starts_on: dayAhead(3),
};

let product: HttpInstance;
beforeAll(async () => {
  product = await startHttpInstance();
  const sent = await product.send(tenant, [
    ...members.map(([id, role, managerId]) =>
      event('sales.person.changed.v1', id, personOf(id, role, managerId)),
    ),
    event('sales.pipeline.defined.v1', 'pipeline', {
      pipeline_id: 'sales',
      name: 'Sales',
      stages: [
        { stage_id: 'meeting', name: 'Meeting', position: 1, horizon_days: 40 },
        { stage_id: 'won', name: 'Won', position: 9, outcome: 'won' },
      ],
    }),
  ]);
  expect(sent).toMatchObject({ status: 202 });
}, 240_000);
afterAll(() => product.stop());

const read = async (who: string, path: string): Promise<Answer> =>
  product.get(tenant, path, await product.tokenOf(tenant, { person: who }));

async function post(who: string, path: string, body: unknown, version?: number): Promise<Answer> {
  const authorization = `Bearer ${await product.tokenOf(tenant, { person: who })}`;
  const headers = {
    authorization,
    'content-type': 'application/json',
    ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
  };
  return product.request(path, { method: 'POST', body: JSON.stringify(body), headers });
}

const opened = async (change: object = {}) =>
  readBodyAs(campaign.answer, await post('mia', '/v1/campaigns', { ...opening, ...change }));

it('is opened for people one leads, on a step and a skill that there are', async () => {
  const broken = (code: string) => ({ status: 409, body: { errors: [{ code }] } });
  expect(await post('mia', '/v1/campaigns', { ...opening, people: [...reps, 'other'] })).toMatchObject(
    broken('not_led'),
  );
  expect(await post('rep-0', '/v1/campaigns', opening)).toMatchObject(broken('not_led'));
  expect((await post('dan', '/v1/campaigns', { ...opening, people: [...reps, 'other'] })).status).toBe(201);
  for (const wrong of [{ stage_id: 'won' }, { pipeline_id: 'none' }, { skill_id: 'none' }, { people: [] }]) {
    expect((await post('mia', '/v1/campaigns', { ...opening, ...wrong })).status).toBe(400);
  }
  const short = { later_on: dayAhead(30) };
  expect(await post('mia', '/v1/campaigns', { ...opening, ...short })).toMatchObject(
    broken('wait_too_short'),
  );
});

it('is nothing for the board, which would see single people in it', async () => {
  expect((await post('bea', '/v1/campaigns', { ...opening, people: reps.slice(0, 2) })).status).toBe(403);
  const { id } = readBodyAs(campaign.answer, await post('dan', '/v1/campaigns', opening));
  for (const path of [`/v1/campaigns/${id}`, `/v1/campaigns/${id}/history`, `/v1/campaigns/${id}/effect`]) {
    expect((await read('bea', path)).status, path).toBe(404);
  }
  const listed = readBodyAs(listOf(campaign.answer), await read('bea', '/v1/campaigns'));
  expect(listed.items).toEqual([]);
});

it('draws once, by a seed with which anybody can draw again; target and people are fixed from then on', async () => {
  const planned = await opened();
  expect(planned).toMatchObject({
    wait_list: { possible: true, now: 4, later: 3 },
    later_on: dayAhead(3 + 14 + 84),
  });
  const path = `/v1/campaigns/${planned.id}`;
  const effectOf = async () => readBodyAs(campaignEffectAnswer, await read('mia', `${path}/effect`));
  expect(await effectOf()).toMatchObject({ current: null, reason_if_null: 'not_started' });
  const draw = async (who: string, version: number) =>
    readBodyAs(campaign.answer, await post(who, `${path}/transitions`, { kind: 'draw' }, version));
  const drawn = await draw('mia', 1);
  const again = await draw('dan', 2);
  expect(again.people).toEqual(drawn.people);
  expect(again.draw).toEqual(drawn.draw);
  const now = drawn.people.filter(({ arm }) => arm === 'now').map(({ person_id }) => person_id);
  expect([...drawWaitList(drawn.draw?.seed ?? 0, drawn.draw?.blocks ?? [])].toSorted()).toEqual(now);
  const target = {
    behaviour: 'asks why',
    indicator: 'activities',
    value: 4,
    by: dayAhead(40),
  };
  const changed = await post(
    'mia',
    `${path}/transitions`,
    { kind: 'set_target', behaviour_target: target },
    3,
  );
  expect(changed).toMatchObject({ status: 409, body: { errors: [{ code: 'campaign_fixed' }] } });
  expect(await effectOf()).toMatchObject({ current: null, reason_if_null: 'not_computed' });
});

it('tells whoever is in it when they start and nothing of the others, and nobody else that it is there', async () => {
  const { id } = await opened();
  const path = `/v1/campaigns/${id}`;
  await post('mia', `${path}/transitions`, { kind: 'draw' }, 1);
  const own = readBodyAs(campaign.answer, await read('rep-1', path));
  expect(own.people.map(({ person_id }) => person_id)).toEqual(['rep-1']);
  expect(own.people_count).toBe(7);
  // From the seed the lot could be drawn again.
  expect(own.draw).toBeNull();
  expect(JSON.stringify(own)).not.toMatch(/rep-[02-6]/);
  expect((await read('rep-1', `${path}/history`)).status).toBe(404);
  expect((await read('rep-1', `${path}/effect`)).status).toBe(200);
  const listed = readBodyAs(listOf(campaign.answer), await read('rep-1', '/v1/campaigns'));
  expect(listed.items.map((one) => one.id)).toContain(id);
  expect(JSON.stringify(listed)).not.toMatch(/rep-[02-6]/);
  expect((await post('rep-1', `${path}/transitions`, { kind: 'end', because: 'no' }, 2)).status).toBe(409);
  for (const who of ['other', 'max']) {
    expect((await read(who, path)).status).toBe(404);
    expect((await read(who, `${path}/effect`)).status).toBe(404);
  }
  expect((await read('dan', path)).status).toBe(200);
});

it('tells everybody in it who looked at it, and gives them their own line of it', async () => {
  const readsOf = async (who: string) =>
    readBodyAs(readsAnswer, await read(who, '/v1/reads?limit=1000')).items;
  const { id } = await opened({ title: 'Looked at' });
  const path = `/v1/campaigns/${id}`;
  const seenBy = async (who: string) =>
    (await readsOf(who)).filter(({ resource_id }) => resource_id === id).map(({ reader_id }) => reader_id);
  expect(await seenBy('rep-2')).toEqual([]);
  for (const place of [path, `${path}/history`, `${path}/effect`]) await read('dan', place);
  await read('mia', '/v1/campaigns');
  // Whoever is in it sees nobody else's line, so nobody else was looked at but whose campaign it is.
  await read('rep-1', path);
  for (const who of ['rep-2', 'rep-6'])
    expect((await seenBy(who)).toSorted(), who).toEqual(['dan', 'dan', 'dan', 'mia']);
  expect((await seenBy('mia')).toSorted()).toEqual(['dan', 'dan', 'dan', 'rep-1']);
  expect(await seenBy('other')).toEqual([]);
  const { tables } = readBodyAs(personExport, await read('rep-2', '/v1/people/rep-2/export'));
  expect(tables['campaigns']?.filter((one) => one['id'] === id)).toMatchObject([
    { content: { title: 'Looked at', people: [{ person_id: 'rep-2' }], people_count: 7 } },
  ]);
  expect(JSON.stringify(tables['campaigns'])).not.toMatch(/rep-[013-6]/);
});

it('starts without those who have left or are led by somebody else by then', async () => {
  const { id } = await opened({ title: 'People move' });
  const path = `/v1/campaigns/${id}/transitions`;
  const moves = [
    { ...personOf('rep-5', 'rep', 'mia'), active: false },
    { ...personOf('rep-6', 'rep', 'max') },
  ].map((data, n) => ({
    ...event('sales.person.changed.v1', `moves-${n}`, data),
    time: '2026-02-01T00:00:00Z',
  }));
  expect((await product.send(tenant, moves)).status).toBe(202);
  const refused = {
    status: 409,
    body: { errors: [{ code: 'no_longer_led', message: expect.stringMatching(/rep-5, rep-6/) }] },
  };
  for (const who of ['mia', 'dan']) {
    expect(await post(who, path, { kind: 'draw' }, 1)).toMatchObject(refused);
    expect(await post(who, path, { kind: 'start_together' }, 1)).toMatchObject(refused);
  }
  expect((await post('mia', path, { kind: 'set_people', people: reps.slice(0, 5) }, 1)).status).toBe(200);
  expect((await post('dan', path, { kind: 'start_together' }, 2)).status).toBe(200);
});
