import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Logger, RunningProcess } from '@stepup/runtime';
import type { Provider } from 'oidc-provider';
import type { IssuerConfig } from './config.ts';
import { grantConsole, openProvider, toAccountId } from './open-provider.ts';
import { signInPage } from './sign-in-page.ts';

const mostFormBytes = 4_096;

/** Starts an issuer in which whoever knows the one password signs in as anybody: for trying out, never for real people's data. */
export async function startIssuer(config: IssuerConfig, log: Logger): Promise<RunningProcess> {
  const provider = await openProvider(config);
  const answer = provider.callback();
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const handling =
      path === '/healthz'
        ? Promise.resolve(response.end('ok'))
        : path.startsWith('/sign-in/')
          ? signIn({ provider, config, request, response })
          : answer(request, response);
    handling.catch((error: unknown) => {
      log.warn({ err: error }, 'a request failed');
      if (!response.headersSent) response.statusCode = 400;
      response.end('This sign-in has expired. Go back to the console and begin again.');
    });
  });
  server.listen(config.STEPUP_HTTP_PORT, config.STEPUP_HOST);
  await once(server, 'listening');
  return {
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function signIn(asked: {
  provider: Provider;
  config: IssuerConfig;
  request: IncomingMessage;
  response: ServerResponse;
}): Promise<void> {
  const { provider, config, request, response } = asked;
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  if (prompt.name === 'consent' && session !== undefined) {
    const grantId = await grantConsole(provider, {
      accountId: session.accountId,
      clientId: String(params['client_id']),
    });
    const result = { consent: { grantId } };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
    return;
  }
  const showForm = (fault: string, statusCode: number): void => {
    response.statusCode = statusCode;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
    response.end(signInPage({ action: request.url ?? '', tenants: config.STEPUP_ISSUER_TENANTS, fault }));
  };
  if (request.method !== 'POST') {
    showForm('', 200);
    return;
  }
  const form = new URLSearchParams(await readForm(request));
  const tenant = form.get('tenant') ?? '';
  const person = form.get('person') ?? '';
  if (!isSame(form.get('password') ?? '', config.STEPUP_ISSUER_PASSWORD)) {
    showForm('That is not the password of this try-out: it stands in secrets/issuer-password.', 403);
    return;
  }
  if (!config.STEPUP_ISSUER_TENANTS.includes(tenant) || person === '') {
    showForm('Choose a tenant and say who you are.', 400);
    return;
  }
  const result = { login: { accountId: toAccountId({ tenant, person }) } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

async function readForm(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) {
    body += String(chunk);
    if (body.length > mostFormBytes) throw new Error('the form is too large');
  }
  return body;
}

/** Takes as long for any two texts. */
function isSame(given: string, expected: string): boolean {
  const [one, other] = [given, expected].map((text) => createHash('sha256').update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
