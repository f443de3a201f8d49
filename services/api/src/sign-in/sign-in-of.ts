import { createIssuerSignIn } from './issuer-sign-in.ts';
import type { SignInParts } from './create-sign-in-routes.ts';

/** What of a configuration decides how people sign in. */
interface SignInConfig {
  STEPUP_OIDC_ISSUER?: string;
  STEPUP_OIDC_CLIENT_ID?: string;
  STEPUP_OIDC_CLIENT_SECRET?: string;
  STEPUP_OIDC_SCOPE: string;
  STEPUP_OIDC_RESOURCE?: string;
}

/** How people sign in: at the built-in issuer by name, at the configured one, or with a token they bring. */
export function signInOf(config: SignInConfig): SignInParts['signIn'] {
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
