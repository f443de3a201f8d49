import { createOidcVerifier } from './oidc-verifier.ts';
import type { TokenVerifier } from './token-verifier.ts';

/** The verifier of the tokens of a configured issuer. */
export function verifierOf(config: {
  STEPUP_OIDC_ISSUER: string;
  STEPUP_OIDC_AUDIENCE: string;
  STEPUP_OIDC_TENANT_CLAIM: string;
  STEPUP_OIDC_PERSON_CLAIM: string;
}): TokenVerifier {
  return createOidcVerifier({
    issuer: config.STEPUP_OIDC_ISSUER,
    audience: config.STEPUP_OIDC_AUDIENCE,
    tenantClaim: config.STEPUP_OIDC_TENANT_CLAIM,
    personClaim: config.STEPUP_OIDC_PERSON_CLAIM,
  });
}
