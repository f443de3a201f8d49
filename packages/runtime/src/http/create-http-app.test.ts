import { describe, expect, it } from 'vitest';
import type { HttpAppOptions } from './create-http-app.ts';
import type { Route } from './handler.ts';
import { limitRate } from './rate-limit.ts';
import { requestIdOf } from './request-context.ts';
import { serveApp } from './testing/serve-app.ts';

const routes: Route[] = [
  {
    method: 'get',
    path: '/v1/deals/:id',
    handlers: [(request, response) => void response.json(request.params)],
  },
  { method: 'post', path: '/v1/deals/special', handlers: [(_request, response) => void response.json({})] },
  {
    method: 'get',
    path: '/v1/broken',
    handlers: [
      async () => {
        throw new Error('secret table name');
      },
    ],
  },
  {
    method: 'get',
    path: '/v1/proxied',
    handlers: [
      () => Promise.reject(Object.assign(new Error('table missing'), { status: 404, code: 'NOT_FOUND' })),
    ],
  },
  {
    method: 'get',
    path: '/v1/half',
    handlers: [
      async (_request, response) => {
        response.write('half');
        throw new Error('too late');
      },
    ],
  },
  {
    method: 'get',
    path: '/v1/limited',
    handlers: [
      limitRate({
        windowMs: 60_000,
        limit: 2,
        keyOf: (request) => request.get('x-key') ?? '',
        problem: { status: 429, code: 'rate_limited', title: 'Too many requests' },
      }),
      (request, response) => void response.json({ id: requestIdOf(request) }),
    ],
  },
];

const serve = (changes: Partial<HttpAppOptions> = {}) => serveApp({ routes, ...changes });

describe('createHttpApp', () => {
  it('answers with security headers, no trace of the framework, and nothing cached', async () => {
    const { url } = await serve();
    const response = await fetch(`${url}/v1/deals/7`);
    expect(await response.json()).toEqual({ id: '7' });
    expect(response.headers.get('x-powered-by')).toBeNull();
    expect(response.headers.get('etag')).toBeNull();
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none'");
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    ['plain-id_1', true],
    ['with blank', false],
    ['x'.repeat(129), false],
    ['<script>', false],
  ])('request id %j is taken: %j', async (id, isTaken) => {
    const { url } = await serve();
    const response = await fetch(`${url}/healthz`, { headers: { 'x-request-id': id } });
    const answered = response.headers.get('x-request-id');
    if (isTaken) expect(answered).toBe(id);
    else expect(answered).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('answers 404 as problem+json with the request id and without the query', async () => {
    const { url } = await serve();
    const response = await fetch(`${url}/nowhere?name=Jane`, { headers: { 'x-request-id': 'r1' } });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(await response.json()).toEqual({
      type: 'urn:stepup:problem:not_found',
      title: 'Not found',
      status: 404,
      code: 'not_found',
      detail: 'Nothing has this address.',
      instance: 'urn:stepup:request:r1',
    });
  });

  it.each([
    ['DELETE', '/v1/deals/7', 405, 'GET, HEAD'],
    ['DELETE', '/v1/deals/special', 405, 'GET, HEAD, POST'],
    ['OPTIONS', '/v1/deals/7', 204, 'GET, HEAD'],
    ['POST', '/healthz', 405, 'GET, HEAD'],
  ])('%s %s answers %i with Allow: %s', async (method, path, status, allow) => {
    const { url } = await serve();
    const response = await fetch(`${url}${path}`, { method });
    expect(response.status).toBe(status);
    expect(response.headers.get('allow')).toBe(allow);
  });

  it('answers a malformed address with 400', async () => {
    const { url } = await serve();
    const response = await fetch(`${url}/v1/deals/%E0%A4%A`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'bad_request' });
  });

  it('tells nothing about an error, and logs it under the request id', async () => {
    const { url, lines } = await serve();
    const response = await fetch(`${url}/v1/broken`, { headers: { 'x-request-id': 'r2' } });
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(JSON.parse(text)).toMatchObject({ code: 'internal', instance: 'urn:stepup:request:r2' });
    expect(text).not.toContain('secret table');
    const logged = lines.filter((line) => line.includes('secret table name'));
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain('"requestId":"r2"');
  });

  it('takes the status of an error from elsewhere for no fault of the request', async () => {
    const { url } = await serve();
    expect((await fetch(`${url}/v1/proxied`)).status).toBe(500);
  });

  it('breaks the connection when an error comes after half an answer', async () => {
    const { url } = await serve();
    await expect(fetch(`${url}/v1/half`).then((response) => response.text())).rejects.toThrow();
  });

  it('counts by route pattern, and unknown addresses as one', async () => {
    const { url } = await serve();
    await fetch(`${url}/v1/deals/1`).then((response) => response.text());
    await fetch(`${url}/v1/deals/2`).then((response) => response.text());
    await fetch(`${url}/wp-login.php`).then((response) => response.text());
    const text = await (await fetch(`${url}/metrics`)).text();
    expect(text).toMatch(
      /http_server_request_duration_seconds_count\{.*route="\/v1\/deals\/:id",status="200".*\} 2/,
    );
    expect(text).toMatch(/route="unmatched",status="404"/);
    expect(text).not.toContain('wp-login');
    expect(text).toContain('nodejs_eventloop_lag_seconds');
  });

  it('is ready only when every check passes, and says which does not', async () => {
    const { url } = await serve({
      checks: [
        { name: 'warehouse', check: async () => ({ kind: 'ready' }) },
        { name: 'queue', check: async () => ({ kind: 'not_ready', reason: 'catching up' }) },
        { name: 'store', check: () => Promise.reject(new Error('postgres://u:hunter2@db refused')) },
      ],
    });
    const response = await fetch(`${url}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({
      status: 'not_ready',
      checks: [
        { name: 'warehouse', ready: true },
        { name: 'queue', ready: false, reason: 'catching up' },
        { name: 'store', ready: false, reason: 'failed' },
      ],
    });
    const ready = await serve({ checks: [{ name: 'warehouse', check: async () => ({ kind: 'ready' }) }] });
    expect((await fetch(`${ready.url}/readyz`)).status).toBe(200);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it('gives up on a readiness check that hangs', async () => {
    const { url } = await serve({ checks: [{ name: 'stuck', check: () => new Promise(() => {}) }] });
    const response = await fetch(`${url}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      checks: [{ name: 'stuck', reason: 'did not answer in time' }],
    });
  });
});

describe('limitRate', () => {
  it('refuses one key beyond its limit, with the time to wait, and lets others through', async () => {
    const { url } = await serve();
    const call = (key: string) => fetch(`${url}/v1/limited`, { headers: { 'x-key': key } });
    expect((await call('a')).status).toBe(200);
    expect((await call('a')).status).toBe(200);
    const refused = await call('a');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect(await refused.json()).toMatchObject({ code: 'rate_limited', status: 429 });
    expect((await call('b')).status).toBe(200);
  });
});
