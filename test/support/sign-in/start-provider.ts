import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider, type JWK } from 'oidc-provider';

/** Who may sign in there: the subject, and what the issuer says about them. */
interface Account {
  subject: string;
  claims: Record<string, string | boolean>;
}

/** A real OpenID Connect provider on loopback, in which whoever is named signs in without a password. */
export interface RunningProvider {
  issuer: string;
  /** Who signs in next. */
  signsIn: (account: Account) => void;
  /** A token of a program, by its credentials. */
  programToken: (options?: { audience?: string }) => Promise<string>;
  /** From now on everything is signed with another key. */
  rotateKeys: () => Promise<void>;
  close: () => Promise<void>;
}

export const consoleClient = 'stepup-console';
const apiScopes = ['read', 'coach', 'operate', 'events:write', 'people:write'];
const programClient = { id: 'nightly-import', secret: 'only-for-this-test-0123456789' };

async function makeKey(kid: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid, alg: 'ES256', use: 'sig' };
}

export async function startProvider(options: {
  redirectUri: string;
  tenant: string;
}): Promise<RunningProvider> {
  let account: Account = { subject: 'nobody', claims: {} };
  let audience = 'stepup';
  let keyCount = 0;
  let handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;

  const server = createServer((request, response) => {
    void handle(request, response).catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the provider listens on TCP');
  const issuer = `http://127.0.0.1:${address.port}`;

  const open = async (): Promise<void> => {
    keyCount += 1;
    const provider = new Provider(issuer, {
      jwks: { keys: [await makeKey(`key-${keyCount}`)] },
      cookies: { keys: ['only for this test'] },
      clients: [
        {
          client_id: consoleClient,
          application_type: 'native',
          token_endpoint_auth_method: 'none',
          redirect_uris: [options.redirectUri],
          response_types: ['code'],
          grant_types: ['authorization_code'],
          id_token_signed_response_alg: 'ES256',
        },
        {
          client_id: programClient.id,
          client_secret: programClient.secret,
          redirect_uris: [],
          response_types: [],
          grant_types: ['client_credentials'],
          id_token_signed_response_alg: 'ES256',
        },
      ],
      scopes: ['openid'],
      pkce: { required: () => true },
      features: {
        devInteractions: { enabled: false },
        clientCredentials: { enabled: true },
        resourceIndicators: {
          enabled: true,
          defaultResource: () => 'urn:stepup:api',
          useGrantedResource: () => true,
          getResourceServerInfo: () => ({
            scope: apiScopes.join(' '),
            audience,
            accessTokenFormat: 'jwt',
            accessTokenTTL: 3600,
            jwt: { sign: { alg: 'ES256' } },
          }),
        },
      },
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      findAccount: (_context, subject) => ({ accountId: subject, claims: () => ({ sub: subject }) }),
      extraTokenClaims: (_context, token) => ({
        tenant: options.tenant,
        ...(token.kind === 'AccessToken' ? account.claims : {}),
      }),
    });
    const callback = provider.callback();
    handle = async (request, response) => {
      if (!(request.url ?? '').startsWith('/interaction/')) {
        await callback(request, response);
        return;
      }
      const { prompt, params } = await provider.interactionDetails(request, response);
      if (prompt.name === 'login') {
        const result = { login: { accountId: account.subject } };
        await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
        return;
      }
      const grant = new provider.Grant({
        accountId: account.subject,
        clientId: String(params['client_id']),
      });
      grant.addOIDCScope('openid');
      grant.addResourceScope('urn:stepup:api', apiScopes.join(' '));
      const consent = { consent: { grantId: await grant.save() } };
      await provider.interactionFinished(request, response, consent, { mergeWithLastSubmission: true });
    };
  };
  await open();

  return {
    issuer,
    signsIn: (next) => {
      account = next;
    },
    programToken: async (wanted = {}) => {
      audience = wanted.audience ?? 'stepup';
      const response = await fetch(`${issuer}/token`, {
        method: 'POST',
        headers: {
          authorization: `Basic ${Buffer.from(`${programClient.id}:${programClient.secret}`).toString('base64')}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: 'grant_type=client_credentials&scope=read%20operate&resource=urn:stepup:api',
      });
      audience = 'stepup';
      const answer: unknown = await response.json();
      if (typeof answer === 'object' && answer !== null && 'access_token' in answer)
        return String(answer.access_token);
      throw new Error(`no token: ${JSON.stringify(answer)}`);
    },
    rotateKeys: open,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
