import { gzipSync } from 'node:zlib';
import { EventBusOverloaded } from '@stepup/event-bus';
import { describe, expect, it } from 'vitest';
import { bearerOf, type RequestBody, serveGateway } from '../testing/serve-gateway.ts';

const batchType = 'application/cloudevents-batch+json';
const singleType = 'application/cloudevents+json';

function deal(id: string, change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    specversion: '1.0',
    id,
    source: 'crm',
    type: 'sales.deal.changed.v1',
    time: '2026-02-01T10:00:00+01:00',
    data: { deal_id: id },
    ...change,
  };
}

function person(id: string): Record<string, unknown> {
  return deal(id, {
    type: 'sales.person.changed.v1',
    data: { person_id: id, name: 'P', role: 'rep', active: true },
  });
}

const json = (value: unknown): string => JSON.stringify(value);
const refusedAt = (index: number, code: string, path?: string): unknown =>
  expect.objectContaining({
    index,
    problems: expect.arrayContaining([
      expect.objectContaining({ code, ...(path === undefined ? {} : { path }) }),
    ]),
  });

describe('POST /v1/events: what is taken', () => {
  it('takes one event and publishes it normalised, with tenant, subject and time of receipt', async () => {
    const { post, published } = await serveGateway();
    const { status, answer } = await post(json(deal('d1')), { 'content-type': singleType });
    expect([status, answer]).toEqual([202, { accepted: 1, rejected: [] }]);
    expect(published).toMatchObject([
      { key: '["acme","deal/d1"]', headers: { receivedat: '2026-03-01T00:00:00.000000Z' } },
    ]);
    expect(JSON.parse(String(published[0]?.value))).toMatchObject({
      tenant: 'acme',
      subject: 'deal/d1',
      time: '2026-02-01T09:00:00.000000Z',
    });
  });

  it.each([
    ['a list as a batch', batchType, [deal('a')]],
    ['a list as JSON', 'application/json', [deal('a')]],
    ['an object as JSON', 'application/json; charset=UTF-8', deal('a')],
  ])('takes %s', async (_name, contentType, body) => {
    const { post, published } = await serveGateway();
    expect((await post(json(body), { 'content-type': contentType })).status).toBe(202);
    expect(published).toHaveLength(1);
  });

  it('takes a compressed body', async () => {
    const { post, published } = await serveGateway();
    const { status } = await post(gzipSync(json([deal('a'), deal('b')])), { 'content-encoding': 'gzip' });
    expect([status, published.length]).toEqual([202, 2]);
  });

  it('takes the good events of a batch and names every bad one by its place', async () => {
    const { post, published } = await serveGateway();
    const { status, answer } = await post(
      json([
        deal('a'),
        deal('b', { time: 'yesterday' }),
        deal('c', { data: {} }),
        deal('d', { type: 'sales.nothing.v1' }),
        7,
        deal('e', { type: 'coaching.plan.v1' }),
        deal('f', { time: '2026-03-02T00:00:01Z' }),
        deal('g', { tenant: 'other' }),
        deal('h', { data: { deal_id: 'h', amount: '1e400' } }),
        deal('i', { data: { deal_id: 'i', amount: 'a lot' } }),
        deal('j'),
      ]),
    );
    expect(status).toBe(202);
    expect(answer).toMatchObject({
      accepted: 2,
      rejected: [
        refusedAt(1, 'time_invalid', '/time'),
        refusedAt(2, 'field_missing', '/data/deal_id'),
        refusedAt(3, 'type_unknown', '/type'),
        refusedAt(4, 'event_not_object'),
        refusedAt(5, 'type_reserved', '/type'),
        refusedAt(6, 'time_in_future', '/time'),
        refusedAt(7, 'tenant_mismatch', '/tenant'),
        refusedAt(8, 'field_invalid', '/data/amount'),
        refusedAt(9, 'field_invalid', '/data/amount'),
      ],
    });
    expect(published.map(({ key }) => key)).toEqual(['["acme","deal/a"]', '["acme","deal/j"]']);
  });
});

describe('POST /v1/events: what is refused as a whole', () => {
  it.each<[string, RequestBody, Record<string, string>, number, string]>([
    ['an empty body', '', {}, 400, 'invalid_json'],
    ['half an object', '{', {}, 400, 'invalid_json'],
    ['bytes that are no UTF-8', Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]), {}, 400, 'invalid_json'],
    ['UTF-16', Buffer.from(json([deal('a')]), 'utf16le'), {}, 400, 'invalid_json'],
    ['what is no gzip', json(deal('a')), { 'content-encoding': 'gzip' }, 400, 'invalid_json'],
    ['an unknown encoding', json(deal('a')), { 'content-encoding': 'br' }, 415, 'unsupported_media_type'],
    ['plain text', json(deal('a')), { 'content-type': 'text/plain' }, 415, 'unsupported_media_type'],
    [
      'another charset',
      json(deal('a')),
      { 'content-type': 'application/json; charset=latin1' },
      415,
      'unsupported_media_type',
    ],
    ['an object as a batch', json(deal('a')), { 'content-type': batchType }, 400, 'invalid_body'],
    ['a list as one event', json([deal('a')]), { 'content-type': singleType }, 400, 'invalid_body'],
    ['a batch of nothing', '[]', {}, 422, 'all_rejected'],
    ['a number', '7', {}, 422, 'all_rejected'],
    ['null', 'null', {}, 422, 'all_rejected'],
    ['a list of a number', '[7]', {}, 422, 'all_rejected'],
    ['10,001 events', json(Array.from({ length: 10_001 }, () => 1)), {}, 413, 'too_many_events'],
    ['more than 10 MiB', `"${'a'.repeat(10 * 1024 * 1024)}"`, {}, 413, 'payload_too_large'],
    [
      'a bomb',
      gzipSync(Buffer.alloc(11 * 1024 * 1024, ' ')),
      { 'content-encoding': 'gzip' },
      413,
      'payload_too_large',
    ],
    [
      'one event that is too large',
      json(deal('a', { note: 'a'.repeat(600_000) })),
      {},
      413,
      'event_too_large',
    ],
    ['a million levels', `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`, {}, 400, 'invalid_body'],
    ['an event of a hundred levels', `[${'['.repeat(100)}${']'.repeat(100)}]`, {}, 422, 'all_rejected'],
  ])('%s', async (_name, body, headers, status, code) => {
    const { post, published } = await serveGateway();
    const answered = await post(body, headers);
    expect([answered.status, answered.answer]).toEqual([status, expect.objectContaining({ code })]);
    expect(answered.headers.get('content-type')).toContain('application/problem+json');
    expect(published).toEqual([]);
  });

  it('names every event when all are refused', async () => {
    const { post } = await serveGateway();
    const { status, answer } = await post(json([7, deal('b', { time: 1 })]));
    expect(status).toBe(422);
    expect(answer).toMatchObject({
      code: 'all_rejected',
      rejected: [refusedAt(0, 'event_not_object'), { index: 1, id: 'b', problems: [{ path: '/time' }] }],
    });
  });

  it('refuses an event that is too large and takes its neighbours', async () => {
    const { post, published } = await serveGateway();
    const { status, answer } = await post(
      json([deal('a'), deal('b', { note: 'ä'.repeat(300_000) }), deal('c')]),
    );
    expect(status).toBe(202);
    expect(answer).toMatchObject({
      accepted: 2,
      rejected: [{ id: 'b', problems: [{ code: 'event_too_large' }] }],
    });
    expect(published).toHaveLength(2);
  });
});

describe('POST /v1/events: who may send', () => {
  it('needs a token', async () => {
    const { post } = await serveGateway();
    const { status, headers } = await post(json(deal('a')), { authorization: '' });
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  });

  it.each(['acme read', 'acme people:write', 'acme'])('needs events:write, which %s lacks', async (token) => {
    const { post, published } = await serveGateway();
    const { status, answer } = await post(json([deal('a'), person('p')]), { authorization: bearerOf(token) });
    expect([status, answer]).toMatchObject([403, { code: 'forbidden' }]);
    expect(published).toEqual([]);
  });

  it('needs people:write for people and nothing else', async () => {
    const { post, published } = await serveGateway();
    const { status, answer } = await post(json([person('p'), deal('a')]), {
      authorization: bearerOf('acme events:write'),
    });
    expect(status).toBe(202);
    expect(answer).toMatchObject({ accepted: 1, rejected: [refusedAt(0, 'scope_missing', '/type')] });
    expect(published.map(({ key }) => key)).toEqual(['["acme","deal/a"]']);
  });

  it('takes nothing for a tenant that was deleted', async () => {
    const { post, published } = await serveGateway({ admitTenant: async () => ({ kind: 'deleted' }) });
    expect(await post(json(deal('a')))).toMatchObject({ status: 403, answer: { code: 'tenant_invalid' } });
    expect(published).toEqual([]);
  });
});

describe('POST /v1/events: identities', () => {
  const changed = { data: { deal_id: 'a', segment: 'other' } };

  it('publishes copies within a request once and refuses other bodies', async () => {
    const { post, published } = await serveGateway();
    // The same event though written otherwise: fields in another order, the time at another offset.
    const copy = { data: { deal_id: 'a' }, ...deal('a', { time: '2026-02-01T09:00:00Z' }) };
    const { answer } = await post(json([deal('a'), copy, deal('a', changed), deal('b')]));
    expect(answer).toMatchObject({
      accepted: 3,
      duplicates: 1,
      rejected: [refusedAt(2, 'event_id_reused', '/id')],
    });
    expect(published).toHaveLength(2);
  });

  it('tells copies of stored events and refuses other bodies', async () => {
    const { post, published } = await serveGateway({
      findStored: async (_tenant, events) => ({
        verdicts: events.map(({ id }) => (id === 'a' ? 'same_body' : id === 'b' ? 'other_body' : 'new')),
        isSettled: true,
      }),
    });
    const { answer } = await post(json([deal('a'), deal('b'), deal('c'), deal('a')]));
    expect(answer).toMatchObject({ accepted: 3, duplicates: 2, rejected: [refusedAt(1, 'event_id_reused')] });
    expect(published.map(({ key }) => key)).toEqual(['["acme","deal/c"]']);
  });

  it('publishes copies again while the store has not settled', async () => {
    const { post, published } = await serveGateway({
      findStored: async () => ({ verdicts: ['same_body'], isSettled: false }),
    });
    expect((await post(json(deal('a')))).answer).toMatchObject({ accepted: 1, duplicates: 1 });
    expect(published).toHaveLength(1);
  });
});

describe('POST /v1/events: durability', () => {
  it('answers only after the events are handled', async () => {
    let release = (): void => undefined;
    const handled = new Promise<void>((resolve) => {
      release = resolve;
    });
    const order: string[] = [];
    const { post } = await serveGateway({
      handleBatch: async () => {
        order.push('reached');
        setImmediate(release);
        await handled;
        order.push('handled');
      },
    });
    await post(json(deal('a')));
    order.push('answered');
    expect(order).toEqual(['reached', 'handled', 'answered']);
  });

  it.each([
    ['cannot be stored', new Error('the engine is away')],
    ['wait too long', new EventBusOverloaded('full')],
  ])('asks to send again when events %s', async (_name, error) => {
    const { post } = await serveGateway({
      producer: { publish: () => Promise.reject(error), close: async () => undefined },
    });
    const { status, headers, answer } = await post(json(deal('a')));
    expect([status, answer]).toMatchObject([503, { code: 'unavailable' }]);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(JSON.stringify(answer)).not.toContain('engine');
  });

  it.each([
    ['the bearer', { scopesOf: () => Promise.reject(new Error('the engine is away')) }],
    ['the tenant', { admitTenant: () => Promise.reject(new Error('the engine is away')) }],
  ])('asks to send again when %s cannot be looked up', async (_name, ports) => {
    const { post, published } = await serveGateway(ports);
    const { status, headers, answer } = await post(json(deal('a')));
    expect([status, answer]).toMatchObject([503, { code: 'unavailable' }]);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(JSON.stringify(answer)).not.toContain('engine');
    expect(published).toEqual([]);
  });

  const engineIsFull = Object.assign(new Error('Cannot reserve 1.00 MiB, not enough space.'), {
    code: '243',
  });
  const storeIsFull = Object.assign(new Error('could not extend file'), { code: '53100' });
  it.each<[string, Parameters<typeof serveGateway>[0]]>([
    ['the engine finds it full', { handleBatch: () => Promise.reject(engineIsFull) }],
    [
      'the store finds it full',
      { admitTenant: () => Promise.reject(new Error('x', { cause: storeIsFull })) },
    ],
    ['there is no room before anything is stored', { hasDiskSpace: async () => false }],
    [
      'a store has fallen and there is no room',
      { scopesOf: () => Promise.reject(new Error('away')), hasDiskSpace: async () => false },
    ],
  ])('names the disk when %s', async (_name, options) => {
    const { post, published } = await serveGateway(options);
    const { status, headers, answer } = await post(json(deal('a')));
    expect([status, answer]).toMatchObject([
      503,
      { code: 'disk_full', detail: expect.stringContaining('The disk of the data directory is full') },
    ]);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(published).toEqual([]);
  });

  it('tells a sender what is wrong with the request even while the disk is full', async () => {
    const { post } = await serveGateway({ hasDiskSpace: async () => false });
    expect(await post('{')).toMatchObject({ status: 400, answer: { code: 'invalid_json' } });
  });
});
