/** What a verified token says about its bearer. */
export interface TokenClaims {
  tenant: string;
  /** The `sub` of the token. */
  subject: string;
  /** Whom the token names as a person; absent for tokens of programs. */
  person?: string;
  /** From the claim `scope`; empty for person tokens of the embedded issuer, whose role decides. */
  scopes: readonly string[];
}

export type TokenRefusal =
  | 'malformed'
  | 'algorithm_not_allowed'
  | 'key_unknown'
  | 'signature_invalid'
  | 'expired'
  | 'not_yet_valid'
  | 'issuer_mismatch'
  | 'audience_mismatch'
  | 'claim_missing'
  | 'claim_invalid'
  | 'tenant_missing'
  | 'tenant_invalid';

export type TokenVerdict =
  | { kind: 'verified'; claims: TokenClaims }
  | { kind: 'refused'; reason: TokenRefusal }
  /** The issuer's keys cannot be had: nothing is known about the token. */
  | { kind: 'unavailable'; message: string };

export interface TokenVerifier {
  verify(token: string): Promise<TokenVerdict>;
}
