import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpApp } from '../http/create-http-app.ts';
import { listen } from '../http/listen.ts';
import type { ListeningServer } from '../http/listen.ts';
import { createMetricsRegistry } from '../http/metrics.ts';
import { createLogger } from '../logging/create-logger.ts';
import { authenticate, claimsOf } from './authenticate.ts';
import { openEmbeddedIssuer } from './embedded-issuer.ts';
import type { TokenVerifier } from './token-verifier.ts';

const directory = mkdtempSync(join(tmpdir(), 'stepup-authenticate-'));
const kind = (status: number, code: string) => ({ status, code, title: code });
const unauthenticated = kind(401, 'unauthenticated');
const unavailable = kind(503, 'unavailable');

let server: ListeningServer;
let token: string;
const lines: string[] = [];

beforeAll(async () => {
  const opened = await openEmbeddedIssuer({ directory });
  if (opened.kind !== 'ready') throw new Error(opened.kind);
  const issued = await opened.issuer.issue({ tenant: 'acme', person: 'rep-1', ttlSeconds: 60 });
  if (issued.kind !== 'issued') throw new Error(issued.kind);
  token = issued.token;
  const away: TokenVerifier = {
    verify: async () => ({ kind: 'unavailable', message: 'issuer.internal is down' }),
  };
  const guard = (verifier: TokenVerifier) =>
    authenticate({ verifier, problems: { unauthenticated, unavailable } });
  const app = createHttpApp({
    log: createLogger({
      service: 'test',
      level: 'info',
      destination: { write: (line) => void lines.push(line) },
    }),
    registry: createMetricsRegistry('test'),
    checks: [],
    problems: {
      badRequest: kind(400, 'bad'),
      notFound: kind(404, 'not_found'),
      methodNotAllowed: kind(405, 'method'),
      internal: kind(500, 'internal'),
    },
    routes: [
      {
        method: 'get',
        path: '/me',
        handlers: [
          guard(opened.issuer.verifier),
          (request, response) => void response.json(claimsOf(request)),
        ],
      },
      { method: 'get', path: '/away', handlers: [guard(away)] },
      {
        method: 'get',
        path: '/unguarded',
        handlers: [(request, response) => void response.json(claimsOf(request))],
      },
    ],
  });
  const result = await listen(app, { host: '127.0.0.1', port: 0 });
  if (result.kind !== 'listening') throw new Error(result.kind);
  server = result.server;
});
afterAll(async () => {
  await server.close();
  rmSync(directory, { recursive: true });
});

const get = (path: string, authorization?: string) =>
  fetch(`${server.url}${path}`, { headers: authorization === undefined ? {} : { authorization } });

describe('authenticate', () => {
  it('lets a verified token through and hands on its claims', async () => {
    for (const scheme of ['Bearer', 'bearer']) {
      const response = await get('/me', `${scheme} ${token}`);
      expect(await response.json()).toEqual({
        tenant: 'acme',
        subject: 'rep-1',
        person: 'rep-1',
        scopes: [],
      });
    }
  });

  it.each([
    ['nothing', undefined],
    ['another scheme', 'Basic dXNlcjpwYXNz'],
    ['two tokens', 'Bearer a b'],
    ['an empty token', 'Bearer '],
  ])('asks for a token when it is sent %s', async (_name, authorization) => {
    const response = await get('/me', authorization);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(await response.json()).toMatchObject({ code: 'unauthenticated' });
  });

  it('takes no token from the query', async () => {
    expect((await get(`/me?access_token=${token}`)).status).toBe(401);
  });

  it('refuses a bad token with the reason, and logs neither this one nor the good one', async () => {
    const response = await get('/me', `Bearer ${token.slice(0, -10)}AAAAAAAAAA`);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    expect(await response.json()).toMatchObject({ detail: 'The token was refused: signature_invalid.' });
    expect(lines.join('')).not.toContain(token.split('.')[1]);
  });

  it('answers 503 and not 401 when nothing can be verified, without naming the issuer', async () => {
    const response = await get('/away', `Bearer ${token}`);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    expect(await response.text()).not.toContain('issuer.internal');
  });

  it('makes a route that forgot it fail closed', async () => {
    expect((await get('/unguarded', `Bearer ${token}`)).status).toBe(500);
  });
});
