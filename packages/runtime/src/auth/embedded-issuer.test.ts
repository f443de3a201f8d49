import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { SignJWT, UnsecuredJWT, base64url, decodeJwt, generateKeyPair, importJWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openEmbeddedIssuer } from './embedded-issuer.ts';
import type { EmbeddedIssuer, TokenRequest } from './embedded-issuer.ts';

const root = mkdtempSync(join(tmpdir(), 'stepup-issuer-'));
const directory = join(root, 'keys');
const keyPath = join(directory, 'token-signing-key.json');
afterAll(() => rmSync(root, { recursive: true }));

const nowMs = Date.parse('2026-11-22T12:00:00Z');
const nowSeconds = nowMs / 1000;

async function open(atMs = nowMs, where = directory): Promise<EmbeddedIssuer> {
  const result = await openEmbeddedIssuer({ directory: where, clock: { now: () => new Date(atMs) } });
  if (result.kind !== 'ready') throw new Error(result.kind);
  return result.issuer;
}

async function issue(request: TokenRequest, issuer?: EmbeddedIssuer): Promise<string> {
  const result = await (issuer ?? (await open())).issue(request);
  if (result.kind !== 'issued') throw new Error(result.kind);
  return result.token;
}

let issuer: EmbeddedIssuer;
let signingKey: Awaited<ReturnType<typeof importJWK>>;
beforeAll(async () => {
  issuer = await open();
  const jwk = z.looseObject({ kty: z.string() }).parse(JSON.parse(readFileSync(keyPath, 'utf8')));
  signingKey = await importJWK(jwk, 'ES256');
});

/** A token signed with the right key whose claims differ from what the issuer would write. */
function forge(claims: Record<string, unknown>, header: { alg: string; kid?: string } = { alg: 'ES256' }) {
  return new SignJWT({
    iss: 'urn:stepup:embedded',
    aud: 'stepup',
    sub: 'rep-1',
    tenant: 'acme',
    exp: nowSeconds + 60,
    ...claims,
  }).setProtectedHeader(header);
}

describe('openEmbeddedIssuer', () => {
  it('issues person tokens without scopes', async () => {
    const token = await issue({ tenant: 'acme', person: 'rep-1', ttlSeconds: 60 });
    expect(await issuer.verifier.verify(token)).toEqual({
      kind: 'verified',
      claims: { tenant: 'acme', subject: 'rep-1', person: 'rep-1', scopes: [] },
    });
    expect(decodeJwt(token)).not.toHaveProperty('scope');
  });

  it('issues scope tokens without a person', async () => {
    const token = await issue({ tenant: 'acme', scopes: ['read', 'events:write'], ttlSeconds: 60 });
    expect(await issuer.verifier.verify(token)).toEqual({
      kind: 'verified',
      claims: { tenant: 'acme', subject: 'client:cli', scopes: ['read', 'events:write'] },
    });
  });

  it('keeps its key over restarts, readable to its owner alone', async () => {
    const token = await issue({ tenant: 'acme', person: 'rep-1', ttlSeconds: 60 });
    expect((await (await open()).verifier.verify(token)).kind).toBe('verified');
    expect(statSync(keyPath).mode & 0o777).toBe(0o600);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
  });

  it('gives two processes that start at once the same key', async () => {
    const where = join(root, 'race');
    const issuers = await Promise.all(Array.from({ length: 8 }, () => open(nowMs, where)));
    const [first] = issuers;
    if (first === undefined) throw new Error('no issuer');
    const token = await issue({ tenant: 'acme', person: 'rep-1', ttlSeconds: 60 }, first);
    for (const other of issuers) expect((await other.verifier.verify(token)).kind).toBe('verified');
  });

  it('refuses a key that others can read, and one that is none', async () => {
    const where = join(root, 'faulty');
    await open(nowMs, where);
    const path = join(where, 'token-signing-key.json');
    chmodSync(path, 0o644);
    expect(await openEmbeddedIssuer({ directory: where })).toEqual({
      kind: 'key_exposed',
      path,
      mode: '644',
    });
    chmodSync(path, 0o600);
    writeFileSync(path, '{"kty":"EC"}');
    expect(await openEmbeddedIssuer({ directory: where })).toEqual({ kind: 'key_invalid', path });
  });

  it.each<[string, TokenRequest, string]>([
    ['a tenant in capitals', { tenant: 'Acme', person: 'r', ttlSeconds: 60 }, 'tenant_invalid'],
    ['no tenant', { tenant: '', person: 'r', ttlSeconds: 60 }, 'tenant_invalid'],
    ['a long tenant', { tenant: 'a'.repeat(64), person: 'r', ttlSeconds: 60 }, 'tenant_invalid'],
    [
      'a person that passes for a program',
      { tenant: 'a', person: 'client:cli', ttlSeconds: 60 },
      'person_invalid',
    ],
    ['no person', { tenant: 'a', person: '', ttlSeconds: 60 }, 'person_invalid'],
    ['no scope', { tenant: 'a', scopes: [], ttlSeconds: 60 }, 'scopes_invalid'],
    ['two scopes in one', { tenant: 'a', scopes: ['read operate'], ttlSeconds: 60 }, 'scopes_invalid'],
    ['no life time', { tenant: 'a', person: 'r', ttlSeconds: 0 }, 'ttl_invalid'],
    ['an endless life time', { tenant: 'a', person: 'r', ttlSeconds: 1e12 }, 'ttl_invalid'],
  ])('issues nothing for %s', async (_name, request, kind) => {
    expect((await issuer.issue(request)).kind).toBe(kind);
  });
});

describe('verification', () => {
  it.each([
    ['59 s after expiry, within the clock skew', 60 + 59, 'verified'],
    ['61 s after expiry', 60 + 61, 'expired'],
    ['59 s before it was issued', -59, 'verified'],
  ])('%s', async (_name, laterSeconds, expected) => {
    const token = await issue({ tenant: 'acme', person: 'rep-1', ttlSeconds: 60 });
    const verdict = await (await open(nowMs + laterSeconds * 1000)).verifier.verify(token);
    expect(verdict.kind === 'refused' ? verdict.reason : verdict.kind).toBe(expected);
  });

  it.each([
    ['another issuer', { iss: 'https://issuer.example' }, 'issuer_mismatch'],
    ['another audience', { aud: 'another' }, 'audience_mismatch'],
    ['no issuer', { iss: undefined }, 'claim_missing'],
    ['no audience', { aud: undefined }, 'claim_missing'],
    ['no expiry', { exp: undefined }, 'claim_missing'],
    ['no subject', { sub: undefined }, 'claim_missing'],
    ['an empty subject', { sub: '' }, 'claim_missing'],
    ['an expiry that is no number', { exp: 'never' }, 'claim_invalid'],
    ['a start in the future', { nbf: nowSeconds + 61 }, 'not_yet_valid'],
    ['no tenant', { tenant: undefined }, 'tenant_missing'],
    ['a list of tenants', { tenant: ['acme'] }, 'tenant_missing'],
    ['a tenant with a slash', { tenant: 'acme/../other' }, 'tenant_invalid'],
  ])('refuses %s', async (_name, claims, reason) => {
    const token = await forge(claims).sign(signingKey);
    expect(await issuer.verifier.verify(token)).toEqual({ kind: 'refused', reason });
  });

  it('refuses a token without signature (alg none)', async () => {
    const token = new UnsecuredJWT({ tenant: 'acme' })
      .setSubject('rep-1')
      .setIssuer('urn:stepup:embedded')
      .setAudience('stepup')
      .setExpirationTime(nowSeconds + 60)
      .encode();
    expect(await issuer.verifier.verify(token)).toEqual({ kind: 'refused', reason: 'algorithm_not_allowed' });
  });

  it('refuses a token signed with the public key as a shared secret', async () => {
    const secret = readFileSync(keyPath);
    const token = await forge({}, { alg: 'HS256' }).sign(secret);
    expect(await issuer.verifier.verify(token)).toEqual({ kind: 'refused', reason: 'algorithm_not_allowed' });
  });

  it('refuses the key of another, with and without our key id', async () => {
    const other = await generateKeyPair('ES256');
    const kid = z.object({ kid: z.string() }).parse(JSON.parse(readFileSync(keyPath, 'utf8'))).kid;
    const verdicts = await Promise.all(
      [{ alg: 'ES256' }, { alg: 'ES256', kid }, { alg: 'ES256', kid: 'made-up' }].map(async (header) =>
        issuer.verifier.verify(await forge({}, header).sign(other.privateKey)),
      ),
    );
    expect(verdicts).toEqual([
      { kind: 'refused', reason: 'signature_invalid' },
      { kind: 'refused', reason: 'signature_invalid' },
      { kind: 'refused', reason: 'key_unknown' },
    ]);
  });

  it('refuses a token whose claims were changed after signing', async () => {
    const token = await issue({ tenant: 'acme', scopes: ['read'], ttlSeconds: 60 });
    const [header, , signature] = token.split('.');
    const payload = base64url.encode(
      JSON.stringify({ ...decodeJwt(token), scope: 'operate', tenant: 'other' }),
    );
    expect(await issuer.verifier.verify(`${header}.${payload}.${signature}`)).toEqual({
      kind: 'refused',
      reason: 'signature_invalid',
    });
  });

  it('verifies nothing but the token itself: any changed character refuses it, any text is answered', async () => {
    const token = await issue({ tenant: 'acme', person: 'rep-1', ttlSeconds: 60 });
    const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';
    await fc.assert(
      fc.asyncProperty(
        // The last character of a base64url signature of 64 bytes holds four unused bits: leave it alone.
        fc.nat({ max: token.length - 2 }),
        fc.constantFrom(...characters.split('')),
        async (position, character) => {
          fc.pre(token[position] !== character);
          const changed = token.slice(0, position) + character + token.slice(position + 1);
          expect((await issuer.verifier.verify(changed)).kind).toBe('refused');
        },
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 200, unit: 'binary' }), async (text) => {
        expect((await issuer.verifier.verify(text)).kind).toBe('refused');
      }),
    );
    expect(await issuer.verifier.verify('x'.repeat(9_000))).toEqual({ kind: 'refused', reason: 'malformed' });
  });
});
