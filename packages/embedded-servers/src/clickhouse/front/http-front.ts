import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { authenticate } from './authenticate.ts';
import { exception, toServerException } from './exception.ts';
import type { FrontConfig } from './front-config.ts';
import { readStatement } from './read-statement.ts';
import { sendException } from './response.ts';
import type { StatementRunner } from './run-statement.ts';

/**
 * The part of ClickHouse's HTTP interface that clients use: statements on `/`, `/ping` and `/replicas_status`
 * without credentials.
 */
export function createHttpFront(config: FrontConfig, runner: StatementRunner): Server {
  const server = createServer((request, response) => {
    answer(config, runner, request, response).catch((error: unknown) => {
      sendException(response, toServerException(error));
    });
  });
  // The official client drops idle sockets after 2.5 s; the server must not be the first to close.
  server.keepAliveTimeout = 30_000;
  server.requestTimeout = 0;
  return server;
}

async function answer(
  config: FrontConfig,
  runner: StatementRunner,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://front.invalid');
  if (url.pathname === '/ping' || url.pathname === '/replicas_status') {
    response.writeHead(200, { 'Content-Type': 'text/plain; charset=UTF-8' }).end('Ok.\n');
    return;
  }
  if (url.pathname !== '/' && url.pathname !== '/query') {
    response
      .writeHead(404, { 'Content-Type': 'text/plain; charset=UTF-8' })
      .end(`There is no handle ${url.pathname}\n`);
    return;
  }
  const queryId = url.searchParams.get('query_id') ?? randomUUID();
  const authentication = authenticate(request, url.searchParams, config);
  if (authentication.kind !== 'accepted') {
    request.resume();
    const missing = authentication.kind === 'missing';
    const who = missing ? 'default' : authentication.username;
    const failure = exception(
      516,
      'AUTHENTICATION_FAILED',
      `${who}: Authentication failed: password is incorrect, or there is no user with such name.`,
    );
    sendException(response, failure, queryId, missing ? 401 : 403);
    return;
  }
  const gone = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  const read = await readStatement(request, url.searchParams);
  if (read.kind === 'refused') {
    // What is left of the body is not worth reading; without this the next request on the socket would meet it.
    response.setHeader('Connection', 'close');
    sendException(response, read.exception, queryId);
    return;
  }
  await runner.run(
    { ...read.request, queryId: read.request.parameters.queryId ?? queryId },
    response,
    gone.signal,
  );
}
