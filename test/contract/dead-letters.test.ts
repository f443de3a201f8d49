/** Messages that cannot be stored: kept with their reason, seen by nobody else, sent again without counting twice. */
import { createHash } from 'node:crypto';
import {
  type DeadLetter,
  deadLetterReplayAnswer,
  deadLettersAnswer,
  dealsAnswer,
  keptDeadLetter,
} from '@stepup/contracts';
import { createInProcessBus, type EventProducer, topics } from '@stepup/event-bus';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandLine, openCommandLine } from '../support/product/command-line.ts';
import { type Answer, type HttpInstance, readBodyAs, startHttpInstance } from './http-instance.ts';

const receivedAt = '2026-01-02T00:00:00.000000Z';
const bus = createInProcessBus();
let product: HttpInstance;
let producer: EventProducer;
let command: CommandLine;
beforeAll(async () => {
  product = await startHttpInstance({ bus });
  command = openCommandLine(product.commandEnvironment['STEPUP_DATA_DIR'] ?? '');
  producer = await bus.openProducer();
});
afterAll(async () => {
  await producer.close();
  await product.stop();
});

function eventOf(dealId: string, change: object = {}) {
  return {
    specversion: '1.0',
    id: `e-${dealId}`,
    source: 'crm',
    type: 'sales.deal.changed.v1',
    time: '2026-01-01T00:00:00Z',
    data: { deal_id: dealId },
    ...change,
  };
}

/** What came in a message of the bus, whoever wrote it. */
async function publish(tenant: string, value: unknown, change: { key?: string; headers?: {} } = {}) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const message = {
    key: JSON.stringify([tenant, 'deal/x']),
    value: text,
    headers: { receivedat: receivedAt },
  };
  await producer.publish(topics.events, [{ ...message, ...change }]);
}

/** A letter of a message that this release can store, as if an earlier one could not. */
async function keepFixedLetter(tenant: string, dealId: string, change: Partial<DeadLetter> = {}) {
  const value = Buffer.from(JSON.stringify(eventOf(dealId)));
  const sha256 = createHash('sha256').update(value).digest('hex');
  const letter: DeadLetter = {
    id: createHash('sha256').update(`${tenant}/${dealId}`).digest('hex').slice(0, 32),
    tenant,
    step: 'validate',
    reason: 'type_from_future',
    detail: 'the type was not known',
    problems: [],
    event_type: 'sales.deal.changed.v1',
    key: JSON.stringify([tenant, `deal/${dealId}`]),
    headers: { receivedat: receivedAt },
    value: value.toString('base64'),
    value_bytes: value.length,
    value_sha256: sha256,
    value_is_whole: true,
    topic: topics.events,
    partition: 0,
    offset: '1',
    received_at: receivedAt,
    attempts: 1,
    ...change,
  };
  await producer.publish(topics.deadLetters, [
    { key: letter.key, value: JSON.stringify(letter), headers: {} },
  ]);
  return letter;
}

async function listOf(tenant: string, query = '', token?: string) {
  return readBodyAs(deadLettersAnswer, await product.get(tenant, `/v1/dead-letters${query}`, token));
}

async function readLetter(tenant: string, id: string) {
  return readBodyAs(keptDeadLetter, await product.get(tenant, `/v1/dead-letters/${id}`));
}

async function askReplay(tenant: string, body: object, token?: string): Promise<Answer> {
  return product.request('/v1/dead-letters/replays', {
    method: 'POST',
    body: JSON.stringify(body),
    headers: {
      authorization: `Bearer ${token ?? (await product.tokenOf(tenant, { scopes: ['operate'] }))}`,
      'content-type': 'application/json',
    },
  });
}

const replay = async (tenant: string, body: object, token?: string) =>
  readBodyAs(deadLetterReplayAnswer, await askReplay(tenant, body, token));

async function dealsOf(tenant: string): Promise<string[]> {
  const { items } = readBodyAs(dealsAnswer, await product.get(tenant, '/v1/deals?as_of=2026-02-01'));
  return items.map(({ deal_id }) => deal_id);
}

const operatorOf = (tenant: string) => product.tokenOf(tenant, { scopes: ['operate'] });

const run = (...args: string[]) => command.outcomeOf(['dead-letters', ...args]);

it('says that nothing waits where nothing does', async () => {
  expect(await run('list')).toEqual({
    exitCode: 0,
    out: 'Nothing waits here: every event received was stored.\n',
    err: '',
  });
});

describe('a message that cannot be stored', () => {
  it('is kept as it was, with the reason, while the others are stored', async () => {
    await publish('kept', eventOf('good'));
    await publish('kept', eventOf('early', { type: 'sales.deal.changed.v2' }), {
      headers: { receivedat: receivedAt, traceparent: 't' },
    });
    await publish('kept', '{"half":');
    expect(await dealsOf('kept')).toEqual(['good']);
    const { items, waiting, reasons, next_cursor } = await listOf('kept', '', await operatorOf('kept'));
    expect(items.map(({ reason, state, tenant }) => [reason, state, tenant])).toEqual([
      ['not_json', 'waiting', 'kept'],
      ['type_from_future', 'waiting', 'kept'],
    ]);
    expect([waiting, next_cursor]).toEqual([2, null]);
    expect(reasons).toEqual([
      { reason: 'not_json', waiting: 1 },
      { reason: 'type_from_future', waiting: 1 },
    ]);
    expect(items[0]).not.toHaveProperty('value');
    const [unread, early] = items;
    expect(await readLetter('kept', early?.id ?? '')).toMatchObject({
      key: '["kept","deal/x"]',
      headers: { receivedat: receivedAt, traceparent: 't' },
      value: Buffer.from(JSON.stringify(eventOf('early', { type: 'sales.deal.changed.v2' }))).toString(
        'base64',
      ),
      event_type: 'sales.deal.changed.v2',
      problems: [{ code: 'type_unknown', path: '/type' }],
      topic: topics.events,
      received_at: receivedAt,
      attempts: 1,
      expires_at: null,
      replayed_at: null,
    });
    const expiresAfterMs = Date.parse(unread?.expires_at ?? '') - Date.parse(unread?.kept_at ?? '');
    expect(expiresAfterMs / 86_400_000).toBeCloseTo(30, 3);
  });

  it('is stored by a replay once the release understands it, and once only, however often it is sent', async () => {
    const letter = await keepFixedLetter('fixed', 'd1');
    expect(await dealsOf('fixed')).toEqual([]);
    expect(await replay('fixed', { ids: [letter.id] })).toMatchObject({ sent: 1, came_back: 0, refused: [] });
    expect(await dealsOf('fixed')).toEqual(['d1']);
    expect(await readLetter('fixed', letter.id)).toMatchObject({ state: 'replayed', replayed_by: 'program' });
    expect((await readLetter('fixed', letter.id)).expires_at).not.toBeNull();
    await replay('fixed', { ids: [letter.id, letter.id] });
    const { items } = readBodyAs(dealsAnswer, await product.get('fixed', '/v1/deals?as_of=2026-02-01'));
    expect(items).toHaveLength(1);
    expect(await listOf('fixed', '?state=waiting')).toMatchObject({ items: [], waiting: 0 });
    // A delivery that is repeated late does not put it back to waiting.
    await keepFixedLetter('fixed', 'd1');
    expect((await readLetter('fixed', letter.id)).state).toBe('replayed');
  });

  it('waits again, as the same letter, when a replay fails', async () => {
    await publish('again', eventOf('d1', { data: {} }));
    const [letter] = (await listOf('again')).items;
    for (const attempts of [2, 3]) {
      expect(await replay('again', { ids: [letter?.id] })).toMatchObject({ sent: 1, came_back: 1 });
      const { items } = await listOf('again');
      expect(items).toMatchObject([{ id: letter?.id, attempts, state: 'waiting', headers: letter?.headers }]);
    }
  });

  it('is sent again by its reason, the rest of a large number left for the next call', async () => {
    const letters = Array.from({ length: 105 }, (_, index) => `d${String(index).padStart(3, '0')}`);
    await Promise.all(letters.map((dealId) => keepFixedLetter('many', dealId)));
    await publish('many', '{');
    expect(
      await replay('many', { reason: 'type_from_future', received_before: '2026-01-01T00:00:00Z' }),
    ).toMatchObject({ sent: 0, remaining: 0 });
    const first = await replay('many', { reason: 'type_from_future' });
    // At most a hundred, and fewer where sending takes long.
    expect(first.sent).toBeGreaterThan(0);
    expect(first.sent).toBeLessThanOrEqual(100);
    expect(first).toMatchObject({ remaining: 105 - first.sent, came_back: 0 });
    for (let { sent, remaining } = first; remaining > 0;) {
      const next = await replay('many', { reason: 'type_from_future', kept_before: first.as_of });
      expect(next.sent).toBeGreaterThan(0);
      ({ sent, remaining } = { sent: sent + next.sent, remaining: next.remaining });
      expect(sent + remaining).toBe(105);
    }
    expect(await dealsOf('many')).toEqual(letters.slice(0, 100));
    expect(await listOf('many', '?limit=1')).toMatchObject({ waiting: 1 });
  });

  it('is listed page by page', async () => {
    await Promise.all(['a', 'b', 'c', 'd', 'e'].map((dealId) => keepFixedLetter('paged', dealId)));
    const seen: string[] = [];
    let query = '?limit=2';
    for (let page = 0; page < 3; page += 1) {
      const { items, next_cursor } = await listOf('paged', query);
      seen.push(...items.map(({ id }) => id));
      query = `?limit=2&cursor=${next_cursor}`;
    }
    expect(query).toBe('?limit=2&cursor=null');
    expect(new Set(seen).size).toBe(5);
    expect((await product.get('paged', '/v1/dead-letters?cursor=abc')).status).toBe(400);
    expect((await product.get('paged', '/v1/dead-letters?reason=bad')).status).toBe(400);
  });

  it('is not sent again where its value was cut, or is no event at all', async () => {
    const cut = await keepFixedLetter('cut', 'd1', { value_is_whole: false });
    const other = await keepFixedLetter('cut', 'd2', { topic: topics.deadLetters });
    const unknown = 'f'.repeat(32);
    expect(await replay('cut', { ids: [cut.id, other.id, unknown] })).toMatchObject({
      sent: 0,
      refused: [
        { id: cut.id, why: 'value_cut' },
        { id: other.id, why: 'no_event' },
        { id: unknown, why: 'not_found' },
      ],
    });
    expect(await replay('cut', { reason: 'type_from_future' })).toMatchObject({
      sent: 0,
      remaining: 0,
      unsendable: 2,
    });
    expect(await dealsOf('cut')).toEqual([]);
  });
});

describe('dead letters of somebody else', () => {
  it('do not exist for another tenant, on any route', async () => {
    const letter = await keepFixedLetter('mine', 'd1');
    for (const token of [await operatorOf('other'), await product.tokenOf('other', { person: 'ops-1' })]) {
      expect((await listOf('other', '', token)).items.map(({ tenant }) => tenant)).not.toContain('mine');
      expect((await product.get('other', `/v1/dead-letters/${letter.id}`, token)).status).toBe(404);
      expect(await replay('other', { ids: [letter.id] }, token)).toMatchObject({
        sent: 0,
        refused: [{ id: letter.id, why: 'not_found' }],
      });
      expect(await replay('other', { reason: 'type_from_future' }, token)).toMatchObject({ sent: 0 });
    }
    expect(await listOf('mine', '', await operatorOf('mine'))).toMatchObject({ waiting: 1 });
  });

  it('show to whoever runs the installation alone where they belong to no tenant', async () => {
    await publish('nobody', eventOf('d1'), { key: 'no key' });
    await publish('nobody', eventOf('d1', { tenant: 'somebody' }));
    for (const tenant of ['nobody', 'somebody']) {
      expect((await listOf(tenant, '', await operatorOf(tenant))).items).toEqual([]);
    }
    const ofInstallation = await product.tokenOf('nobody', { scopes: ['operate', 'operate:installation'] });
    for (const token of [ofInstallation, await product.tokenOf('nobody', { person: 'ops-1' })]) {
      const { items } = await listOf('nobody', '', token);
      expect(items.map(({ reason, tenant }) => [reason, tenant])).toEqual([
        ['tenant_mismatch', ''],
        ['key_invalid', ''],
      ]);
    }
  });

  it('need the scope to operate', async () => {
    const token = await product.tokenOf('mine', { scopes: ['read', 'events:write', 'operate:installation'] });
    expect((await product.get('mine', '/v1/dead-letters', token)).status).toBe(403);
    expect((await product.get('mine', `/v1/dead-letters/${'a'.repeat(32)}`, token)).status).toBe(403);
    expect((await askReplay('mine', { ids: ['a'.repeat(32)] }, token)).status).toBe(403);
  });

  it('are kept where a message of their topic is no letter', async () => {
    await producer.publish(topics.deadLetters, [{ key: 'k', value: '{"old":"shape"}', headers: {} }]);
    const { items } = await listOf('nobody', '?reason=letter_unreadable');
    expect(items).toMatchObject([{ step: 'keep', tenant: '', topic: topics.deadLetters }]);
    expect(
      await replay(
        'nobody',
        { ids: items.map(({ id }) => id) },
        await product.tokenOf('nobody', { person: 'ops-1' }),
      ),
    ).toMatchObject({
      refused: [{ why: 'no_event' }],
    });
  });
});

describe('stepup dead-letters', () => {
  it('lists, shows and sends again', async () => {
    const letter = await keepFixedLetter('shell', 'd1');
    await publish('shell', '{"half":\u001b[2J');
    const listed = await run('list', '--tenant', 'shell');
    expect(listed.exitCode).toBe(0);
    expect(listed.out).toContain(letter.id);
    expect(listed.out).toMatch(/1 not_json: The message is not JSON/);
    const shown = await run('show', letter.id, '--tenant', 'shell');
    expect(shown).toMatchObject({ exitCode: 0, out: expect.stringContaining('"deal_id": "d1"') });
    expect((await run('replay', letter.id, '--tenant', 'shell')).out).toBe('1 sent again\n');
    expect(await dealsOf('shell')).toEqual(['d1']);
    expect((await run('show', letter.id, '--tenant', 'shell')).out).toContain('replayed');
  });

  it('tells scripts in JSON, and by its exit code what was not stored', async () => {
    await keepFixedLetter('script', 'd1');
    await publish('script', '{');
    const all = await run('replay', '--all', '--tenant', 'script', '--json');
    expect(all.exitCode).toBe(3);
    expect(JSON.parse(all.out)).toMatchObject({ sent: expect.any(Number), refused: [] });
    expect(await dealsOf('script')).toEqual(['d1']);
    const listed = await run('list', '--tenant', 'script', '--json');
    expect(JSON.parse(listed.out)).toMatchObject({ complete: true });
    const none = await run('replay', 'a'.repeat(32), '--tenant', 'script');
    expect(none).toMatchObject({ exitCode: 3, out: expect.stringContaining('there is no such letter') });
  });

  it.each([
    ['no letters', ['replay']],
    ['two ways of saying which', ['replay', 'a'.repeat(32), '--all']],
    ['a reason that is none', ['list', '--reason', 'bad']],
    ['a limit that is none', ['list', '--limit', '0']],
    ['a letter that is not there', ['show', 'a'.repeat(32)]],
    ['a tenant that cannot be', ['list', '--tenant', 'No!']],
  ])('ends with 2 where it is called with %s', async (_, args) => {
    expect((await run(...args)).exitCode).toBe(2);
  });
});

describe('a replay that is asked for wrongly', () => {
  it.each([
    ['nothing', {}],
    ['no ids', { ids: [] }],
    ['ids that are none', { ids: ['x'] }],
    ['too many ids', { ids: Array.from({ length: 101 }, () => 'a'.repeat(32)) }],
    ['a reason that is none', { reason: 'bad' }],
    ['both', { ids: ['a'.repeat(32)], reason: 'not_json' }],
  ])('is refused with %s', async (_, body) => {
    expect((await askReplay('wrong', body)).status).toBe(400);
  });
});
