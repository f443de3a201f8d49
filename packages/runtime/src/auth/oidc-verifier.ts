import { systemClock } from '../clock.ts';
import type { Clock } from '../clock.ts';
import { remoteKeySource } from './remote-key-source.ts';
import type { TokenVerifier } from './token-verifier.ts';
import { verifyToken } from './verify-token.ts';

export interface OidcVerifierOptions {
  /** Exactly as the tokens and the discovery document spell it; https, or http on this machine. */
  issuer: string;
  audience: string;
  /** Default `tenant`. */
  tenantClaim?: string;
  /** Default `sub`. */
  personClaim?: string;
  clock?: Clock;
}

const algorithms = [
  'ES256',
  'ES384',
  'ES512',
  'Ed25519',
  'EdDSA',
  'PS256',
  'PS384',
  'PS512',
  'RS256',
  'RS384',
  'RS512',
] as const;

/** Verifies tokens of an OpenID Connect issuer; its keys are fetched with the first token. */
export function createOidcVerifier(options: OidcVerifierOptions): TokenVerifier {
  const clock = options.clock ?? systemClock;
  const checks = {
    keys: remoteKeySource({ issuer: options.issuer, clock }),
    issuer: options.issuer,
    audience: options.audience,
    algorithms,
    tenantClaim: options.tenantClaim ?? 'tenant',
    personClaim: options.personClaim ?? 'sub',
    clock,
  };
  return { verify: (token) => verifyToken(token, checks) };
}
