/** Signing in at a real OpenID Connect provider, by the code flow with PKCE, and what its tokens are good for. */
import { createHmac } from 'node:crypto';
import { sessionAnswer } from '@stepup/contracts';
import { createOidcVerifier, type TokenVerdict } from '@stepup/runtime';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowsing } from '../support/sign-in/browse.ts';
import { consoleClient, type RunningProvider, startProvider } from '../support/sign-in/start-provider.ts';
import { type HttpInstance, readBodyAs, startHttpInstance } from './http-instance.ts';
import { findFreePort } from '../support/net/find-free-port.ts';

const tenant = 'acme';
let provider: RunningProvider;
let product: HttpInstance;

beforeAll(async () => {
  const port = await findFreePort();
  provider = await startProvider({ redirectUri: `http://127.0.0.1:${port}/v1/sign-in/callback`, tenant });
  product = await startHttpInstance({
    environment: {
      STEPUP_HTTP_PORT: String(port),
      STEPUP_OIDC_ISSUER: provider.issuer,
      STEPUP_OIDC_CLIENT_ID: consoleClient,
      STEPUP_OIDC_SCOPE: 'openid read coach operate events:write people:write',
    },
  });
});
afterAll(async () => {
  await product.stop();
  await provider.close();
});

const toPage = (url: URL): boolean => url.origin === product.url && !url.pathname.startsWith('/v1/');

/** Goes through the whole flow; the page it ends on, and the token that stands in the fragment. */
async function signIn(subject: string, claims: Record<string, string | boolean> = {}, back = '/gaps') {
  provider.signsIn({ subject, claims });
  const browsing = openBrowsing();
  const start = `${product.url}/v1/sign-in/start?back=${encodeURIComponent(back)}`;
  const { url } = await browsing.go(start, toPage);
  return {
    page: url.pathname + url.search,
    token: new URLSearchParams(url.hash.slice(1)).get('token') ?? '',
  };
}

describe('signing in at an issuer', () => {
  it('says where people sign in, and that names alone are not enough here', async () => {
    const way = await product.request('/v1/sign-in', {});
    expect(way.body).toEqual({ kind: 'issuer', issuer: provider.issuer });
    const byName = { method: 'POST', body: JSON.stringify({ tenant, person: 'ops-1' }) };
    const headers = { 'content-type': 'application/json' };
    expect((await product.request('/v1/session/embedded', { ...byName, headers })).status).toBe(404);
  });

  it('leads back to the page that was asked for, as the person with that id', async () => {
    const operator = await signIn('ops-1');
    expect(operator.page).toBe('/gaps');
    const session = readBodyAs(sessionAnswer, await product.get(tenant, '/v1/session', operator.token));
    expect(session).toMatchObject({ tenant, person_id: 'ops-1', role: 'sales_ops', empty: true });
  });

  it('finds people by id, then by login, and never by an e-mail address', async () => {
    const person = (id: string, data: Record<string, unknown>) => ({
      specversion: '1.0',
      source: 'people',
      type: 'sales.person.changed.v1',
      id,
      time: '2025-01-01T00:00:00Z',
      data: { person_id: id, name: id, role: 'rep', active: true, ...data },
    });
    const sent = await product.request('/v1/events', {
      method: 'POST',
      body: JSON.stringify([
        person('lea', { login: 'lea.long', email: 'lea@acme.example' }),
        person('mia', { role: 'manager' }),
      ]),
      headers: {
        authorization: `Bearer ${(await signIn('ops-1')).token}`,
        'content-type': 'application/cloudevents-batch+json',
      },
    });
    expect(sent.status).toBe(202);
    const sessionOf = async (subject: string, claims = {}) =>
      product.get(tenant, '/v1/session', (await signIn(subject, claims)).token);
    expect((await sessionOf('mia')).body).toMatchObject({ person_id: 'mia', role: 'manager' });
    expect((await sessionOf('lea.long')).body).toMatchObject({ person_id: 'lea', role: 'rep' });
    const byMail = await sessionOf('someone', { email: 'lea@acme.example', email_verified: false });
    expect(byMail.status).toBe(403);
  });

  it('cuts the scopes of a token down to the role of its person', async () => {
    const { token } = await signIn('mia');
    expect(String(decodeJwt(token)['scope']).split(' ')).toContain('operate');
    const session = readBodyAs(sessionAnswer, await product.get(tenant, '/v1/session', token));
    expect(session.scopes.toSorted()).toEqual(['coach', 'read']);
    expect((await product.get(tenant, '/v1/dead-letters', token)).status).toBe(403);
  });

  it.each(['//elsewhere.example/x', 'https://elsewhere.example', '/\\elsewhere.example'])(
    'leads nowhere else: %s',
    async (back) => expect((await signIn('ops-1', {}, back)).page).toBe('/'),
  );

  it('takes no answer that this browser has not asked for, nor one a second time', async () => {
    provider.signsIn({ subject: 'ops-1', claims: {} });
    const browsing = openBrowsing();
    const isCallback = (url: URL) => url.pathname === '/v1/sign-in/callback';
    const { url: callback } = await browsing.go(`${product.url}/v1/sign-in/start`, isCallback);
    const elsewhere = await openBrowsing().go(callback.href, toPage);
    expect(elsewhere.url.search).toBe('?failed=begin_again');

    const forged = new URL(callback);
    forged.searchParams.set('state', 'forged');
    const refused = await browsing.go(forged.href, toPage);
    expect(refused.url.hash).toBe('');
    expect(refused.url.search).toMatch(/^\?failed=/);

    const fresh = openBrowsing();
    const { url: again } = await fresh.go(`${product.url}/v1/sign-in/start`, isCallback);
    expect((await fresh.go(again.href, toPage)).url.hash).toContain('#token=');
    expect((await fresh.go(again.href, toPage)).url.hash).toBe('');
  });

  it('says when somebody refuses', async () => {
    const browsing = openBrowsing();
    const isIssuer = (url: URL) => url.origin === provider.issuer;
    const { url } = await browsing.go(`${product.url}/v1/sign-in/start`, isIssuer);
    const state = url.searchParams.get('state') ?? '';
    const parameters = new URLSearchParams({ error: 'access_denied', state, iss: provider.issuer });
    const { url: page } = await browsing.go(
      `${product.url}/v1/sign-in/callback?${parameters.toString()}`,
      toPage,
    );
    expect(page.pathname + page.search).toBe('/sign-in?failed=access_denied');
  });
});

describe('tokens of an issuer', () => {
  const startMs = Date.now();
  let nowMs = startMs;
  const clock = { now: () => new Date(nowMs) };
  const reasonOf = (verdict: TokenVerdict) => (verdict.kind === 'refused' ? verdict.reason : verdict.kind);
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

  it('stand for programs where the provider gave them to one', async () => {
    const verifier = createOidcVerifier({ issuer: provider.issuer, audience: 'stepup' });
    const verdict = await verifier.verify(await provider.programToken());
    expect(verdict).toMatchObject({ kind: 'verified', claims: { tenant, scopes: ['read', 'operate'] } });
    expect(verdict.kind === 'verified' && verdict.claims.person).toBe(undefined);
  });

  it('are refused when expired, for somebody else, unsigned or signed with what is public', async () => {
    const token = await provider.programToken();
    const verifier = createOidcVerifier({ issuer: provider.issuer, audience: 'stepup', clock });
    expect(reasonOf(await verifier.verify(token))).toBe('verified');
    nowMs = startMs + 2 * 60 * 60_000;
    expect(reasonOf(await verifier.verify(token))).toBe('expired');
    nowMs = startMs;
    expect(reasonOf(await verifier.verify(await provider.programToken({ audience: 'payroll' })))).toBe(
      'audience_mismatch',
    );
    const claims = decodeJwt(token);
    const unsigned = `${encode({ alg: 'none' })}.${encode(claims)}.`;
    expect(reasonOf(await verifier.verify(unsigned))).toBe('algorithm_not_allowed');
    const keys: unknown = await (await fetch(`${provider.issuer}/jwks`)).json();
    const head = `${encode({ alg: 'HS256', kid: decodeProtectedHeader(token).kid })}.${encode(claims)}`;
    const confused = `${head}.${createHmac('sha256', JSON.stringify(keys)).update(head).digest('base64url')}`;
    expect(reasonOf(await verifier.verify(confused))).toBe('algorithm_not_allowed');
    const [header = '', , signature = ''] = token.split('.');
    const other = `${header}.${encode({ ...claims, tenant: 'other' })}.${signature}`;
    expect(reasonOf(await verifier.verify(other))).toBe('signature_invalid');
    for (const wrong of [unsigned, confused, other]) {
      expect((await product.get(tenant, '/v1/session', wrong)).status).toBe(401);
    }
  });

  it('are taken with a new key at once, and with the old one no longer once its keys are gone', async () => {
    const verifier = createOidcVerifier({ issuer: provider.issuer, audience: 'stepup', clock });
    const old = await provider.programToken();
    expect(reasonOf(await verifier.verify(old))).toBe('verified');
    await provider.rotateKeys();
    const fresh = await provider.programToken();
    nowMs += 31_000;
    expect(reasonOf(await verifier.verify(fresh))).toBe('verified');
    expect(reasonOf(await verifier.verify(old))).toBe('key_unknown');
  });
});
