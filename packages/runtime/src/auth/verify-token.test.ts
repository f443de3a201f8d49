import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import { describe, expect, it } from 'vitest';
import { fixedKeySource } from './key-set.ts';
import { verifyToken } from './verify-token.ts';

describe('verifyToken', () => {
  it.each([
    [['ES256'], 'verified'],
    [['RS256'], 'refused'],
    [[], 'refused'],
  ])('takes a good ES256 token when %j are allowed: %s', async (algorithms, expected) => {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const token = await new SignJWT({ iss: 'i', aud: 'a', sub: 's', tenant: 't', exp: 2_000_000_000 })
      .setProtectedHeader({ alg: 'ES256' })
      .sign(privateKey);
    const verdict = await verifyToken(token, {
      keys: fixedKeySource({ keys: [await exportJWK(publicKey)] }),
      issuer: 'i',
      audience: 'a',
      algorithms,
      tenantClaim: 'tenant',
      personClaim: 'sub',
      clock: { now: () => new Date('2026-11-22T12:00:00Z') },
    });
    expect(verdict.kind).toBe(expected);
    if (verdict.kind === 'refused') expect(verdict.reason).toBe('algorithm_not_allowed');
  });
});
