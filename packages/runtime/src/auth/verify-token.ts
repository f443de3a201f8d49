import { errors, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import type { Clock } from '../clock.ts';
import type { KeySource } from './key-set.ts';
import { isTenantName } from './tenant-name.ts';
import type { TokenRefusal, TokenVerdict } from './token-verifier.ts';

/** Subjects of tokens that stand for programs begin so; no person id can. */
export const clientSubjectPrefix = 'client:';

const clockToleranceSeconds = 60;
const maxTokenLength = 8_192;

export interface VerifyTokenOptions {
  keys: KeySource;
  issuer: string;
  audience: string;
  /** Asymmetric signature algorithms that are taken; everything else is refused, `none` and HMAC among it. */
  algorithms: readonly string[];
  tenantClaim: string;
  personClaim: string;
  clock: Clock;
}

function textClaim(payload: JWTPayload, name: string): string | null {
  const value = Object.hasOwn(payload, name) ? payload[name] : undefined;
  return typeof value === 'string' && value !== '' ? value : null;
}

function toVerdict(payload: JWTPayload, options: VerifyTokenOptions): TokenVerdict {
  const subject = textClaim(payload, 'sub');
  if (subject === null) return { kind: 'refused', reason: 'claim_missing' };
  const tenant = textClaim(payload, options.tenantClaim);
  if (tenant === null) return { kind: 'refused', reason: 'tenant_missing' };
  if (!isTenantName(tenant)) return { kind: 'refused', reason: 'tenant_invalid' };
  const person = textClaim(payload, options.personClaim);
  // A client-credentials token has its client as subject (RFC 9068, section 2.2): that is nobody's person id.
  const isProgram = subject.startsWith(clientSubjectPrefix) || subject === textClaim(payload, 'client_id');
  const scopes = (textClaim(payload, 'scope') ?? '').split(' ').filter((scope) => scope !== '');
  return {
    kind: 'verified',
    claims: { tenant, subject, scopes, ...(person === null || isProgram ? {} : { person }) },
  };
}

const reasonsByClaim: Readonly<Record<string, TokenRefusal>> = {
  iss: 'issuer_mismatch',
  aud: 'audience_mismatch',
  nbf: 'not_yet_valid',
};

/** The refusal an error of jose stands for, or null when it is none: then it is a bug and goes on. */
function toRefusal(error: unknown): TokenRefusal | null {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.reason === 'missing') return 'claim_missing';
    return (error.reason === 'check_failed' ? reasonsByClaim[error.claim] : undefined) ?? 'claim_invalid';
  }
  if (error instanceof errors.JOSEAlgNotAllowed) return 'algorithm_not_allowed';
  if (error instanceof errors.JOSENotSupported) return 'algorithm_not_allowed';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature_invalid';
  if (error instanceof errors.JWKSNoMatchingKey) return 'key_unknown';
  if (error instanceof errors.JWKSMultipleMatchingKeys) return 'key_unknown';
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid) return 'malformed';
  return null;
}

async function verifyWith(
  getKey: JWTVerifyGetKey,
  token: string,
  options: VerifyTokenOptions,
): Promise<TokenVerdict> {
  try {
    const { payload } = await jwtVerify(token, getKey, {
      issuer: options.issuer,
      audience: options.audience,
      algorithms: [...options.algorithms],
      clockTolerance: clockToleranceSeconds,
      currentDate: options.clock.now(),
      requiredClaims: ['exp', 'sub'],
    });
    return toVerdict(payload, options);
  } catch (error) {
    const reason = toRefusal(error);
    if (reason === null) throw error;
    return { kind: 'refused', reason };
  }
}

/**
 * Checks a JSON Web Token: signature by a key of the issuer, algorithm, issuer, audience, `exp` (required)
 * and `nbf` with 60 s of clock skew, and reads tenant, person and scopes from it.
 */
export async function verifyToken(token: string, options: VerifyTokenOptions): Promise<TokenVerdict> {
  if (token.length > maxTokenLength) return { kind: 'refused', reason: 'malformed' };
  const keys = await options.keys.current();
  if (keys.kind === 'unavailable') return keys;
  const verdict = await verifyWith(keys.getKey, token, options);
  if (verdict.kind !== 'refused' || verdict.reason !== 'key_unknown') return verdict;
  const newer = await options.keys.refreshed();
  if (newer === null) return verdict;
  if (newer.kind === 'unavailable') return newer;
  return verifyWith(newer.getKey, token, options);
}
