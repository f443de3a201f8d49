import { SignJWT, importJWK } from 'jose';
import { systemClock } from '../clock.ts';
import type { Clock } from '../clock.ts';
import { fixedKeySource } from './key-set.ts';
import { loadSigningKey } from './signing-key.ts';
import type { SigningKeyResult } from './signing-key.ts';
import { isTenantName } from './tenant-name.ts';
import type { TokenVerifier } from './token-verifier.ts';
import { clientSubjectPrefix, verifyToken } from './verify-token.ts';

const issuerName = 'urn:stepup:embedded';
const audience = 'stepup';
const algorithm = 'ES256';
const scopeName = /^[a-z][a-z:_-]{0,63}$/;
const maxTtlSeconds = 366 * 24 * 60 * 60;

export type TokenRequest = { tenant: string; ttlSeconds: number } & (
  { person: string } | { scopes: readonly string[] }
);

type IssueResult =
  | { kind: 'issued'; token: string; expiresAt: Date }
  | { kind: 'tenant_invalid'; tenant: string }
  | { kind: 'person_invalid'; person: string }
  | { kind: 'scopes_invalid'; scopes: readonly string[] }
  | { kind: 'ttl_invalid'; ttlSeconds: number };

/** The built-in issuer of a data directory. Whoever can read that directory can issue tokens. */
export interface EmbeddedIssuer {
  issue(request: TokenRequest): Promise<IssueResult>;
  verifier: TokenVerifier;
}

export type EmbeddedIssuerResult =
  { kind: 'ready'; issuer: EmbeddedIssuer } | Exclude<SigningKeyResult, { kind: 'key' }>;

function findFault(request: TokenRequest): Exclude<IssueResult, { kind: 'issued' }> | null {
  const { tenant, ttlSeconds } = request;
  if (!isTenantName(tenant)) return { kind: 'tenant_invalid', tenant };
  if (!Number.isInteger(ttlSeconds) || ttlSeconds < 1 || ttlSeconds > maxTtlSeconds) {
    return { kind: 'ttl_invalid', ttlSeconds };
  }
  if ('person' in request) {
    const { person } = request;
    const isTaken = person !== '' && person.length <= 200 && !person.startsWith(clientSubjectPrefix);
    return isTaken ? null : { kind: 'person_invalid', person };
  }
  const { scopes } = request;
  return scopes.length > 0 && scopes.every((scope) => scopeName.test(scope))
    ? null
    : { kind: 'scopes_invalid', scopes };
}

/**
 * Opens the built-in issuer with the key pair in `directory`. Person tokens have the person id as `sub` and
 * no scopes; scope tokens have `sub` `client:cli` and `scope`. Only for servers that listen on loopback: the
 * caller checks that with `isLoopback`.
 */
export async function openEmbeddedIssuer(options: {
  directory: string;
  clock?: Clock;
}): Promise<EmbeddedIssuerResult> {
  const clock = options.clock ?? systemClock;
  const loaded = await loadSigningKey(options.directory);
  if (loaded.kind !== 'key') return loaded;
  const { d: _secret, ...publicJwk } = loaded.key;
  const signingKey = await importJWK(loaded.key, algorithm);
  const checks = {
    keys: fixedKeySource({ keys: [{ ...publicJwk, alg: algorithm, use: 'sig' }] }),
    issuer: issuerName,
    audience,
    algorithms: [algorithm],
    tenantClaim: 'tenant',
    personClaim: 'sub',
    clock,
  };
  const issue = async (request: TokenRequest): Promise<IssueResult> => {
    const fault = findFault(request);
    if (fault !== null) return fault;
    const issuedAtSeconds = Math.floor(clock.now().getTime() / 1000);
    const expiresAtSeconds = issuedAtSeconds + request.ttlSeconds;
    const isPerson = 'person' in request;
    const token = await new SignJWT({
      tenant: request.tenant,
      ...(isPerson ? {} : { scope: request.scopes.join(' ') }),
    })
      .setProtectedHeader({ alg: algorithm, typ: 'JWT', kid: loaded.key.kid })
      .setSubject(isPerson ? request.person : `${clientSubjectPrefix}cli`)
      .setIssuer(issuerName)
      .setAudience(audience)
      .setIssuedAt(issuedAtSeconds)
      .setExpirationTime(expiresAtSeconds)
      .sign(signingKey);
    return { kind: 'issued', token, expiresAt: new Date(expiresAtSeconds * 1000) };
  };
  return { kind: 'ready', issuer: { issue, verifier: { verify: (token) => verifyToken(token, checks) } } };
}
