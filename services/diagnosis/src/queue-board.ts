import { createHash, timingSafeEqual } from 'node:crypto';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import { type HttpHandler, securityHeaders } from '@stepup/runtime';
import type { openJobQueues } from '@stepup/jobs';
import * as z from 'zod';

type Queues = ReturnType<typeof openJobQueues>['queues'];

/**
 * bull-board over all queues, to be looked at and not to be changed. Its jobs are those of every tenant, so no role of a tenant
 * opens it: whoever runs the deployment does, by the password of its configuration (HTTP Basic, any user name).
 */
export function createQueueBoard(
  queues: Queues,
  { path, password }: { readonly path: string; readonly password: string },
): HttpHandler[] {
  const server = new ExpressAdapter();
  server.setBasePath(path);
  createBullBoard({
    queues: queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
    serverAdapter: server,
    options: { uiConfig: { boardTitle: 'Stepup jobs' } },
  });
  return [onlyWithPassword(password), securityHeaders(pagePolicy), handler.parse(server.getRouter())];
}

/** The library does not say what its router is. */
const handler = z.custom<HttpHandler>((value) => typeof value === 'function');

const pagePolicy = {
  'default-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:'],
  'frame-ancestors': ["'none'"],
};

function onlyWithPassword(password: string): HttpHandler {
  const expected = digest(password);
  return (request, response, next) => {
    const given = /^Basic ([A-Za-z0-9+/=]+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const [, ...rest] = Buffer.from(given, 'base64').toString('utf8').split(':');
    if (rest.length > 0 && timingSafeEqual(digest(rest.join(':')), expected)) next();
    else response.status(401).setHeader('WWW-Authenticate', 'Basic realm="Stepup jobs"').end();
  };
}

/** Of equal length whatever was given, so that the comparison tells nothing. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
