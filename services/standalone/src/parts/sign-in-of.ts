import { createIssuerSignIn, type SignInParts } from '@stepup/api';
import type { StandaloneConfig } from '../config.ts';

/** How people sign in: at the built-in issuer by name, at the configured one, or with a token they bring. */
export function signInOf(config: StandaloneConfig): SignInParts['signIn'] {
  const { STEPUP_OIDC_ISSUER: issuer, STEPUP_OIDC_CLIENT_ID: clientId } = config;
  if (issuer === undefined) return { kind: 'built_in' };
  if (clientId === undefined) return { kind: 'tokens', issuer };
  const flow = createIssuerSignIn({
    issuer,
    clientId,
    clientSecret: config.STEPUP_OIDC_CLIENT_SECRET ?? null,
    scope: config.STEPUP_OIDC_SCOPE,
    resource: config.STEPUP_OIDC_RESOURCE ?? null,
  });
  return { kind: 'issuer', issuer, flow };
}
