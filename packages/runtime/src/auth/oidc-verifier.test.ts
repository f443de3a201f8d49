import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import type { JWK } from 'jose';
import { afterEach, describe, expect, it } from 'vitest';
import { createOidcVerifier } from './oidc-verifier.ts';

interface Key {
  kid: string;
  alg: string;
  privateKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
  publicJwk: JWK;
}

async function makeKey(kid: string, alg = 'ES256'): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  return { kid, alg, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

/** A real OpenID Connect issuer, as far as verification needs one. */
async function startIssuer(keys: Key[]) {
  const state = { keys, fetches: 0, names: '', jwksUri: '', broken: false };
  const server = createServer((request, response) => {
    state.fetches += 1;
    if (state.broken) response.writeHead(503).end();
    else if (request.url === '/.well-known/openid-configuration') {
      response.end(JSON.stringify({ issuer: state.names, jwks_uri: state.jwksUri }));
    } else if (request.url === '/keys') {
      response.end(JSON.stringify({ keys: state.keys.map(({ publicJwk }) => publicJwk) }));
    } else if (request.url === '/elsewhere') {
      response.writeHead(302, { location: '/keys' }).end();
    } else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const issuer = `http://127.0.0.1:${address.port}`;
  state.names = issuer;
  state.jwksUri = `${issuer}/keys`;
  closers.push(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });
  return { issuer, state };
}

const startMs = Date.parse('2026-11-22T12:00:00Z');

/** A clock that stands still until it is moved. */
function steppingClock() {
  let nowMs = startMs;
  return {
    now: () => new Date(nowMs),
    forwardMs: (durationMs: number) => {
      nowMs += durationMs;
    },
  };
}

function sign(key: Key, issuer: string, claims: Record<string, unknown> = {}): Promise<string> {
  return new SignJWT({
    iss: issuer,
    aud: 'stepup-api',
    sub: 'user-7',
    tenant: 'acme',
    scope: 'read  coach',
    exp: startMs / 1000 + 86_400,
    ...claims,
  })
    .setProtectedHeader({ alg: key.alg, kid: key.kid })
    .sign(key.privateKey);
}

async function setUp(changes: { tenantClaim?: string; personClaim?: string } = {}) {
  const key = await makeKey('k1');
  const { issuer, state } = await startIssuer([key]);
  const clock = steppingClock();
  const verifier = createOidcVerifier({ issuer, audience: 'stepup-api', clock, ...changes });
  return { key, issuer, state, clock, verifier };
}

describe('createOidcVerifier', () => {
  it('verifies by discovered keys and asks the issuer once', async () => {
    const { key, issuer, state, verifier } = await setUp();
    const token = await sign(key, issuer);
    const verdicts = await Promise.all(Array.from({ length: 20 }, () => verifier.verify(token)));
    for (const verdict of verdicts) {
      expect(verdict).toEqual({
        kind: 'verified',
        claims: { tenant: 'acme', subject: 'user-7', person: 'user-7', scopes: ['read', 'coach'] },
      });
    }
    expect(state.fetches).toBe(2);
  });

  it.each(['RS256', 'PS256', 'EdDSA', 'ES384'])('takes %s', async (alg) => {
    const key = await makeKey('other', alg);
    const { issuer } = await startIssuer([key]);
    const verifier = createOidcVerifier({ issuer, audience: 'stepup-api', clock: steppingClock() });
    expect((await verifier.verify(await sign(key, issuer))).kind).toBe('verified');
  });

  it('reads tenant and person from the configured claims', async () => {
    const { key, issuer, verifier } = await setUp({
      tenantClaim: 'https://acme.example/org',
      personClaim: 'login',
    });
    const token = await sign(key, issuer, {
      'https://acme.example/org': 'org-1',
      login: 'jane',
      tenant: 'wrong',
    });
    expect(await verifier.verify(token)).toMatchObject({ claims: { tenant: 'org-1', person: 'jane' } });
    expect(await verifier.verify(await sign(key, issuer))).toEqual({
      kind: 'refused',
      reason: 'tenant_missing',
    });
  });

  it.each([
    ['its client id as subject', { sub: 'exporter', client_id: 'exporter' }],
    ['a subject marked as a client', { sub: 'client:exporter' }],
  ])('names no person for a program with %s', async (_name, claims) => {
    const { key, issuer, verifier } = await setUp();
    const verdict = await verifier.verify(await sign(key, issuer, claims));
    expect(verdict.kind === 'verified' && 'person' in verdict.claims).toBe(false);
    expect(verdict.kind).toBe('verified');
  });

  it.each([
    ['another issuer', { iss: 'https://evil.example' }, 'issuer_mismatch'],
    ['another audience', { aud: 'grafana' }, 'audience_mismatch'],
    ['an expired token', { exp: startMs / 1000 - 61 }, 'expired'],
    ['an object that inherits names as tenant claim', { tenant: {} }, 'tenant_missing'],
  ])('refuses %s', async (_name, claims, reason) => {
    const { key, issuer, verifier } = await setUp();
    expect(await verifier.verify(await sign(key, issuer, claims))).toEqual({ kind: 'refused', reason });
  });

  it('follows a rotation: the new key at once, the old one refused after its end', async () => {
    const { key, issuer, state, clock, verifier } = await setUp();
    const old = await sign(key, issuer);
    expect((await verifier.verify(old)).kind).toBe('verified');
    const next = await makeKey('k2');
    state.keys = [key, next];
    clock.forwardMs(30_000);
    expect((await verifier.verify(await sign(next, issuer))).kind).toBe('verified');
    expect((await verifier.verify(old)).kind).toBe('verified');
    state.keys = [next];
    clock.forwardMs(10 * 60_000);
    expect(await verifier.verify(old)).toEqual({ kind: 'refused', reason: 'key_unknown' });
  });

  it('does not let made-up key ids make it ask the issuer again and again', async () => {
    const { key, issuer, state, verifier } = await setUp();
    await verifier.verify(await sign(key, issuer));
    const stranger = await makeKey('made-up');
    const token = await sign(stranger, issuer);
    for (let attempt = 0; attempt < 10; attempt += 1) {
      expect(await verifier.verify(token)).toEqual({ kind: 'refused', reason: 'key_unknown' });
    }
    expect(state.fetches).toBe(2);
  });

  it('serves on with the last keys while the issuer is away, and not for ever', async () => {
    const { key, issuer, state, clock, verifier } = await setUp();
    const token = await sign(key, issuer);
    await verifier.verify(token);
    state.broken = true;
    clock.forwardMs(30 * 60_000);
    expect((await verifier.verify(token)).kind).toBe('verified');
    clock.forwardMs(31 * 60_000);
    expect((await verifier.verify(token)).kind).toBe('unavailable');
    state.broken = false;
    clock.forwardMs(30_000);
    expect((await verifier.verify(token)).kind).toBe('verified');
  });

  it('tells an issuer that was never reached from a bad token, and recovers', async () => {
    const { key, issuer, state, clock, verifier } = await setUp();
    const token = await sign(key, issuer);
    state.broken = true;
    expect(await verifier.verify(token)).toMatchObject({ kind: 'unavailable' });
    state.broken = false;
    clock.forwardMs(1_000);
    expect((await verifier.verify(token)).kind).toBe('verified');
  });

  it.each([
    ['names another issuer', (state: { names: string }) => (state.names = 'https://evil.example')],
    [
      'has its keys on plain http elsewhere',
      (state: { jwksUri: string }) => (state.jwksUri = 'http://192.0.2.1/keys'),
    ],
    [
      'redirects its keys',
      (state: { jwksUri: string }) => (state.jwksUri = state.jwksUri.replace('keys', 'elsewhere')),
    ],
  ])('trusts no issuer whose discovery document %s', async (_name, spoil) => {
    const { key, issuer, state, verifier } = await setUp();
    spoil(state);
    expect((await verifier.verify(await sign(key, issuer))).kind).toBe('unavailable');
  });

  it('asks no issuer over plain http outside this machine', async () => {
    const verifier = createOidcVerifier({
      issuer: 'http://issuer.example',
      audience: 'a',
      clock: steppingClock(),
    });
    const verdict = await verifier.verify('a.b.c');
    expect(verdict).toMatchObject({ kind: 'unavailable' });
    expect(verdict.kind === 'unavailable' && verdict.message).toContain('neither https nor on this machine');
  });
});
