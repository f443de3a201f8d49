import { isLoopback } from '@stepup/runtime';
import * as client from 'openid-client';

/** How the console signs people in at an OpenID Connect issuer. */
export interface IssuerSignInSettings {
  issuer: string;
  clientId: string;
  /** Null for a public client: PKCE alone proves who asked. */
  clientSecret: string | null;
  /** Asked for besides `openid`. */
  scope: string;
  /** RFC 8707, for issuers that give tokens of an API only where it is named; null asks for none. */
  resource: string | null;
}

/** What has to be remembered between leaving for the issuer and coming back. */
export interface PendingSignIn {
  state: string;
  nonce: string;
  codeVerifier: string;
  /** Where in the console to go afterwards. */
  back: string;
}

type SignedIn =
  | { kind: 'signed_in'; accessToken: string }
  /** Somebody refused, or came back with what was not asked for. */
  | { kind: 'refused'; reason: string }
  | { kind: 'unavailable'; message: string };

/** The authorization code flow with PKCE (RFC 6749, section 4.1, and RFC 7636). Discovers the issuer when first needed. */
export interface IssuerSignIn {
  begin(
    redirectUri: string,
    back: string,
  ): Promise<{ kind: 'begun'; url: URL; pending: PendingSignIn } | { kind: 'unavailable'; message: string }>;
  finish(callbackUrl: URL, pending: PendingSignIn): Promise<SignedIn>;
}

const discoveryTimeoutSeconds = 5;
/** Issuers move their endpoints rarely, and never without keeping the old ones for a while. */
const maxAgeMs = 60 * 60_000;

export function createIssuerSignIn(settings: IssuerSignInSettings): IssuerSignIn {
  const { issuer, clientId, clientSecret, scope, resource } = settings;
  let found: { configuration: Promise<client.Configuration>; atMs: number } | null = null;

  const discover = (): Promise<client.Configuration> => {
    if (found !== null && performance.now() - found.atMs < maxAgeMs) return found.configuration;
    const address = new URL(issuer);
    const configuration = client.discovery(
      address,
      clientId,
      undefined,
      clientSecret === null ? client.None() : client.ClientSecretBasic(clientSecret),
      {
        timeout: discoveryTimeoutSeconds,
        // Plain HTTP only where it does not leave this machine.
        execute:
          address.protocol === 'http:' && isLoopback(address.hostname) ? [client.allowInsecureRequests] : [],
      },
    );
    found = { configuration, atMs: performance.now() };
    configuration.catch(() => (found = null));
    return configuration;
  };

  return {
    async begin(redirectUri, back) {
      try {
        const configuration = await discover();
        const pending = {
          state: client.randomState(),
          nonce: client.randomNonce(),
          codeVerifier: client.randomPKCECodeVerifier(),
          back,
        };
        const url = client.buildAuthorizationUrl(configuration, {
          redirect_uri: redirectUri,
          scope: ['openid', ...scope.split(' ').filter((name) => name !== '' && name !== 'openid')].join(' '),
          code_challenge: await client.calculatePKCECodeChallenge(pending.codeVerifier),
          code_challenge_method: 'S256',
          state: pending.state,
          nonce: pending.nonce,
          ...(resource === null ? {} : { resource }),
        });
        return { kind: 'begun', url, pending };
      } catch (error) {
        return { kind: 'unavailable', message: messageOf(error) };
      }
    },
    async finish(callbackUrl, { state, nonce, codeVerifier }) {
      try {
        const configuration = await discover();
        const tokens = await client.authorizationCodeGrant(
          configuration,
          callbackUrl,
          {
            expectedState: state,
            expectedNonce: nonce,
            pkceCodeVerifier: codeVerifier,
            idTokenExpected: true,
          },
          resource === null ? {} : { resource },
        );
        return { kind: 'signed_in', accessToken: tokens.access_token };
      } catch (error) {
        if (error instanceof client.AuthorizationResponseError)
          return { kind: 'refused', reason: error.error };
        if (error instanceof client.ResponseBodyError) return { kind: 'refused', reason: error.error };
        // Everything else that the library finds wrong with an answer: state, nonce, issuer, signature, shape.
        if (error instanceof client.ClientError && error.cause === undefined)
          return { kind: 'refused', reason: error.code ?? 'answer_invalid' };
        if (error instanceof TypeError) return { kind: 'unavailable', message: messageOf(error) };
        return {
          kind: 'refused',
          reason: error instanceof client.ClientError ? (error.code ?? 'answer_invalid') : 'answer_invalid',
        };
      }
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
