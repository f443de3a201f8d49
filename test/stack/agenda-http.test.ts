import {
  agendaAnswer,
  calendarAnswer,
  contentSwitch,
  contentSwitchesAnswer,
  erasureAnswer,
  focusesAnswer,
  personExport,
  plan as planAnswer,
  recordSchemas,
  reminderAnswer,
} from '@stepup/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type HttpInstance, readBodyAs, startHttpInstance } from '../contract/http-instance.ts';

const tenant = 'reminded';
/** Words that stand in records and must stand in no calendar. */
const planted = 'Quokkafels';
const month = new Date().toISOString().slice(0, 7);
const today = new Date().toISOString().slice(0, 10);

const people = [
  ['rita', 'rep', 'mia'],
  ['rob', 'rep', 'mia'],
  ['mia', 'manager', 'dan'],
  ['dan', 'director', null],
] as const;

let product: HttpInstance;

beforeAll(async () => {
  product = await startHttpInstance();
  const sent = await product.send(
    tenant,
    people.map(([person_id, role, manager_id]) => ({
      specversion: '1.0',
      source: 'crm',
      type: 'sales.person.changed.v1',
      id: person_id,
      time: '2026-01-01T00:00:00Z',
      data: { person_id, name: `${person_id} ${planted}`, role, active: true, manager_id },
    })),
  );
  expect(sent).toMatchObject({ status: 202 });
}, 240_000);
afterAll(() => product.stop());

const read = async (who: string, path: string): Promise<Answer> =>
  product.get(tenant, path, await product.tokenOf(tenant, { person: who }));

async function write(
  who: string,
  method: string,
  path: string,
  body: unknown,
  headers = {},
): Promise<Answer> {
  const authorization = `Bearer ${await product.tokenOf(tenant, { person: who })}`;
  const sent = { authorization, 'content-type': 'application/json', ...headers };
  return product.request(path, { method, body: JSON.stringify(body), headers: sent });
}

const agendaOf = async (who: string, query = ''): Promise<string[]> =>
  readBodyAs(agendaAnswer, await read(who, `/v1/agenda${query}`)).items.map(
    ({ kind, learner_id }) => `${kind} ${learner_id}`,
  );

describe('the agenda', () => {
  it('opens the month for everybody without a plan, and closes it when there is one', async () => {
    expect(await agendaOf('rita')).toEqual(['plan_missing rita']);
    expect(await agendaOf('mia')).toEqual(['plan_missing mia', 'plan_missing rita', 'plan_missing rob']);
    const opened = await write('mia', 'POST', '/v1/plans', { rep_id: 'rita', month, basis: 'observation' });
    const { id } = readBodyAs(planAnswer, opened);
    expect(await agendaOf('rita')).toEqual([]);
    const review = await write('mia', 'POST', `/v1/plans/${id}/reviews`, { due_on: today });
    expect(review.status).toBe(201);
    expect(await agendaOf('rita')).toEqual(['review_due rita']);
    expect(await agendaOf('mia', '?learner=rita')).toEqual(['review_due rita']);
    expect(await agendaOf('rob')).toEqual(['plan_missing rob']);
  });

  it('pauses while the learner is away', async () => {
    const gone = await write('rita', 'POST', '/v1/absences', { learner_id: 'rita', from: today });
    expect(await agendaOf('rita')).toEqual([]);
    expect(await agendaOf('mia', '?learner=rita')).toEqual([]);
    const { id } = readBodyAs(recordSchemas.absence.answer, gone);
    const back = await write(
      'rita',
      'POST',
      `/v1/absences/${id}/transitions`,
      { kind: 'cancel' },
      { 'if-match': '"1"' },
    );
    expect(back.status).toBe(200);
    expect(await agendaOf('rita')).toEqual(['review_due rita']);
  });
});

it('a focus shows its months to the two, and to nobody beside them', async () => {
  const focuses = async (who: string, query = '') =>
    readBodyAs(focusesAnswer, await read(who, `/v1/focuses${query}`)).items;
  expect(await focuses('rita')).toMatchObject([
    { rep_id: 'rita', ended_at: null, plans: [{ month, coach_id: 'mia' }] },
  ]);
  expect(await focuses('mia')).toHaveLength(1);
  expect(await focuses('rob', '?rep=rita')).toEqual([]);
  expect(await focuses('rita', '?state=ended')).toEqual([]);
});

describe('a calendar', () => {
  const path = '/v1/people/rita/calendar';

  it('has one secret address, which can be taken away, and holds no word of a record', async () => {
    expect((await write('mia', 'PUT', path, { on: true })).status).toBe(404);
    const first = readBodyAs(calendarAnswer, await write('rita', 'PUT', path, { on: true }));
    const second = readBodyAs(calendarAnswer, await write('rita', 'PUT', path, { on: true }));
    expect(first.address).not.toBe(second.address);
    expect((await product.request(first.address ?? '', {})).status).toBe(404);
    const barrier = { what: 'time', text: planted };
    expect((await write('rita', 'POST', '/v1/barriers', barrier)).status).toBe(201);
    const calendar = await product.request(second.address ?? '', {});
    expect(calendar.status).toBe(200);
    expect(calendar.headers.get('content-type')).toContain('text/calendar');
    const lines = String(calendar.body).split('\r\n');
    expect(lines.filter((line) => line.startsWith('SUMMARY'))).toEqual([
      'SUMMARY:Review with M.\\, 10 min',
      'SUMMARY:A barrier waits for an answer',
    ]);
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(2);
    expect(String(calendar.body)).not.toContain(planted);
    expect(readBodyAs(calendarAnswer, await read('rita', path))).toMatchObject({ on: true, address: null });
    expect((await write('rita', 'PUT', path, { on: false })).status).toBe(200);
    expect((await product.request(second.address ?? '', {})).status).toBe(404);
  });

  it('is not found by a guess, a cut address or another tenant', async () => {
    const { address } = readBodyAs(calendarAnswer, await write('rita', 'PUT', path, { on: true }));
    for (const wrong of [
      (address ?? '').replace(tenant, 'elsewhere'),
      (address ?? '').replace('.ics', ''),
      `/calendars/${tenant}/${'a'.repeat(32)}.ics`,
    ]) {
      expect((await product.request(wrong, {})).status).toBe(404);
    }
  });
});

it('reminders are chosen by the person alone', async () => {
  const path = '/v1/people/rita/reminders';
  expect(readBodyAs(reminderAnswer, await read('rita', path)).digest).toBe('weekly');
  expect((await write('mia', 'PUT', path, { digest: 'daily' })).status).toBe(404);
  expect((await write('rita', 'PUT', path, { digest: 'daily' })).status).toBe(200);
  expect(readBodyAs(reminderAnswer, await read('rita', path)).digest).toBe('daily');
});

it('contents are switched on with an agreement, by a person of operations', async () => {
  const path = '/v1/content-switches/transcripts';
  const agreed = { is_on: true, agreement: 'as agreed', agreed_on: '2026-11-01' };
  expect((await write('mia', 'PUT', path, agreed)).status).toBe(403);
  expect((await write('ops-1', 'PUT', path, { is_on: true })).status).toBe(400);
  expect((await write('ops-1', 'PUT', '/v1/content-switches/moods', agreed)).status).toBe(404);
  const switched = readBodyAs(contentSwitch, await write('ops-1', 'PUT', path, agreed));
  const { items } = readBodyAs(contentSwitchesAnswer, await read('rita', '/v1/content-switches'));
  expect(items.find(({ kind }) => kind === 'transcripts')).toEqual(switched);
  expect((await write('ops-1', 'PUT', path, { is_on: false })).status).toBe(200);
  const after = readBodyAs(contentSwitchesAnswer, await read('rita', '/v1/content-switches')).items;
  expect(after.filter(({ is_on }) => is_on)).toEqual([]);
});

describe('one’s own records', () => {
  it('are exported to the person, and to nobody else', async () => {
    const path = '/v1/people/rita/export';
    for (const who of ['mia', 'rob', 'dan', 'ops-1']) expect((await read(who, path)).status).toBe(404);
    const { tables } = readBodyAs(personExport, await read('rita', path));
    expect(tables['plans']).toHaveLength(1);
    expect(JSON.stringify(tables['coaching_records'])).toContain(planted);
  });

  it('are erased with the person: nothing of them is left, and the tenant goes on', async () => {
    const path = '/v1/people/rita/erasure';
    expect((await write('mia', 'POST', path, { confirm: 'rita' })).status).toBe(403);
    expect((await write('ops-1', 'POST', path, { confirm: 'rob' })).status).toBe(400);
    const erased = readBodyAs(erasureAnswer, await write('ops-1', 'POST', path, { confirm: 'rita' }));
    expect(erased.deleted['plans']).toBe(1);
    expect(JSON.stringify((await read('ops-1', '/v1/people?limit=1000')).body)).not.toContain(
      `rita ${planted}`,
    );
    expect(JSON.stringify((await read('rob', '/v1/agenda')).body)).not.toContain('rita');
    const again = readBodyAs(erasureAnswer, await write('ops-1', 'POST', path, { confirm: 'rita' }));
    expect(again.deleted['plans']).toBe(0);
  });
});
