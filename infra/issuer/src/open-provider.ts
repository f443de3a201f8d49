import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';
import type { IssuerConfig } from './config.ts';

/** As what the console is known here. */
const consoleClientId = 'stepup-console';
const scopesOfPeople = 'read coach operate';
const scopesOfPrograms = 'read operate events:write people:write';
const api = 'urn:stepup:api';

/** A tenant and somebody in it. */
export interface Account {
  tenant: string;
  person: string;
}

/** The provider with a key of its own: after a restart everybody signs in again. */
export async function openProvider(config: IssuerConfig): Promise<Provider> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig' };
  const returnTo = new URL('/v1/sign-in/callback', config.STEPUP_PUBLIC_URL).href;
  const provider = new Provider(config.STEPUP_ISSUER_URL, {
    jwks: { keys: [key] },
    cookies: { keys: [config.STEPUP_ISSUER_PASSWORD] },
    clients: [
      {
        client_id: consoleClientId,
        token_endpoint_auth_method: 'none',
        application_type: 'native',
        redirect_uris: [returnTo],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        id_token_signed_response_alg: 'ES256',
      },
      ...config.STEPUP_ISSUER_TENANTS.map((tenant) => ({
        client_id: programOf(tenant),
        client_secret: config.STEPUP_ISSUER_PASSWORD,
        redirect_uris: [],
        response_types: [],
        grant_types: ['client_credentials'],
        id_token_signed_response_alg: 'ES256' as const,
      })),
    ],
    scopes: ['openid'],
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => api,
        useGrantedResource: () => true,
        getResourceServerInfo: (_context, _resource, client) => ({
          scope: client.clientId === consoleClientId ? scopesOfPeople : scopesOfPrograms,
          audience: 'stepup',
          accessTokenFormat: 'jwt',
          accessTokenTTL: 3600,
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    interactions: { url: (_context, { uid }) => `/sign-in/${uid}` },
    findAccount: (_context, subject) => ({ accountId: subject, claims: () => ({ sub: subject }) }),
    extraTokenClaims: (_context, token) => {
      const account = 'accountId' in token ? readAccountId(String(token.accountId)) : null;
      if (account !== null) return { tenant: account.tenant, person: account.person };
      const tenant = config.STEPUP_ISSUER_TENANTS.find((name) => programOf(name) === token.clientId);
      return tenant === undefined ? {} : { tenant };
    },
  });
  // The address is told, not guessed from headers of a proxy.
  provider.proxy = false;
  return provider;
}

/** What the console is given when somebody has signed in. */
export async function grantConsole(
  provider: Provider,
  { accountId, clientId }: { accountId: string; clientId: string },
): Promise<string> {
  const grant = new provider.Grant({ accountId, clientId });
  grant.addOIDCScope('openid');
  grant.addResourceScope(api, scopesOfPeople);
  return grant.save();
}

/** Known across tenants, since person ids are unique within one only. */
export function toAccountId({ tenant, person }: Account): string {
  return `${tenant}/${person}`;
}

function readAccountId(accountId: string): Account | null {
  const slash = accountId.indexOf('/');
  return slash < 1 ? null : { tenant: accountId.slice(0, slash), person: accountId.slice(slash + 1) };
}

function programOf(tenant: string): string {
  return `program-${tenant}`;
}
