import { problemOf } from '@stepup/contracts';
import {
  createHttpApp,
  createLogger,
  createMetricsRegistry,
  listen,
  type TokenClaims,
  type TokenVerifier,
} from '@stepup/runtime';
import { openStorePool } from '@stepup/store';
import { openWarehouse } from '@stepup/warehouse';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createApiRoutes } from '../create-api-routes.ts';
import { openTenantDirectory } from '../directory/open-tenant-directory.ts';

/** Nothing listens there; only the superuser could. */
const nowhere = '127.0.0.1:1';

/** The real api before stores that are away. */
async function serveWithoutStores(claims: Partial<TokenClaims>, failure = new Error('nothing has come')) {
  const verifier: TokenVerifier = {
    verify: async () => ({
      kind: 'verified',
      claims: { tenant: 'acme', subject: 'client:test', scopes: ['read'], ...claims },
    }),
  };
  const warehouse = openWarehouse({ url: `http://${nowhere}`, username: 'u', password: 'p', database: 'd' });
  const clock = { now: () => new Date('2026-03-01T00:00:00Z') };
  const connectionString = `postgres://u:p@${nowhere}/d`;
  const pool = openStorePool({ connectionString, applicationName: 'test', onIdleError: () => undefined });
  const app = createHttpApp({
    log: createLogger({ service: 'api', level: 'silent' }),
    registry: createMetricsRegistry('api'),
    routes: createApiRoutes({
      verifier,
      warehouse,
      directory: openTenantDirectory({ warehouse, clock, maxAgeMs: 0 }),
      pool,
      jobs: {
        enqueue: () => Promise.reject(new Error('no job is asked for')),
        stats: () => Promise.reject(new Error('no job is asked for')),
      },
      clock,
      sendsMail: false,
      hasBuiltInIssuer: false,
      eventsTopic: 'events',
      publishEvents: () => Promise.reject(new Error('nothing is published')),
      readProfile: () => Promise.reject(failure),
      readCurrency: () => Promise.reject(failure),
      readVersions: () => Promise.reject(failure),
      measureFreshness: () => Promise.reject(failure),
    }),
    checks: [],
    problems: {
      badRequest: problemOf('invalid_body'),
      notFound: problemOf('not_found'),
      methodNotAllowed: problemOf('method_not_allowed'),
      internal: problemOf('internal_error'),
    },
  });
  const result = await listen(app, { host: '127.0.0.1', port: 0 });
  if (result.kind !== 'listening') throw new Error(result.kind);
  onTestFinished(async () => {
    await result.server.close({ timeoutMs: 100 });
    await pool.end();
    await warehouse.close();
  });
  return async (path: string) => {
    const response = await fetch(`${result.server.url}${path}`, { headers: { authorization: 'Bearer x' } });
    const body: unknown = await response.json();
    return { status: response.status, retryAfter: response.headers.get('retry-after'), body };
  };
}

describe('serveEndpoint while stores are away', () => {
  it.each([
    ['the warehouse, asked who the reader is', { person: 'r1' }, '/v1/people'],
    ['the warehouse, asked for the answer', {}, '/v1/people'],
    ['the store', {}, '/v1/diagnosis-runs'],
  ])('asks to ask again: %s', async (_name, claims, path) => {
    const get = await serveWithoutStores(claims);
    const { status, retryAfter, body } = await get(path);
    expect([status, body]).toMatchObject([503, { code: 'unavailable' }]);
    expect(Number(retryAfter)).toBeGreaterThan(0);
    expect(JSON.stringify(body)).not.toContain('127.0.0.1');
  });

  it('names the disk when a store has no room', async () => {
    const full = Object.assign(new Error('could not extend file "base/5/1"'), { code: '53100' });
    const get = await serveWithoutStores({}, new Error('Failed query', { cause: full }));
    const { status, retryAfter, body } = await get('/v1/funnel?from=2026-01-01&to=2026-02-01');
    expect([status, body]).toMatchObject([
      503,
      { code: 'disk_full', detail: expect.stringContaining('disk') },
    ]);
    expect(Number(retryAfter)).toBeGreaterThan(0);
    expect(JSON.stringify(body)).not.toContain('base/5');
  });

  it('does not pass a bug off as a store that is away', async () => {
    const get = await serveWithoutStores({});
    const answered = await get('/v1/funnel?from=2026-01-01&to=2026-02-01');
    expect(answered).toMatchObject({ status: 500, retryAfter: null, body: { code: 'internal_error' } });
  });
});
