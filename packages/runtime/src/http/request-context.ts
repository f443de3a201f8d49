import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Logger } from '../logging/create-logger.ts';
import type { HttpHandler } from './handler.ts';

interface RequestContext {
  id: string;
  log: Logger;
  startedAtMs: number;
  /** Pattern of the route that answered, so that metrics have few labels. */
  route: string | null;
  /** Whether the address itself lets somebody in. */
  isSecret: boolean;
}

// Kept beside the request and not on it: typed, and nothing a client sends can name it.
const contexts = new WeakMap<IncomingMessage, RequestContext>();
const acceptableId = /^[A-Za-z0-9._:-]{1,128}$/;

/** Takes the request id of the caller if it is a plain one, else makes one, and sends it back. */
export function openRequestContext(log: Logger): HttpHandler {
  return (request, response, next) => {
    const offered = request.headers['x-request-id'];
    const id = typeof offered === 'string' && acceptableId.test(offered) ? offered : randomUUID();
    contexts.set(request, {
      id,
      log: log.child({ requestId: id }),
      startedAtMs: performance.now(),
      route: null,
      isSecret: false,
    });
    response.setHeader('X-Request-Id', id);
    next();
  };
}

export function requestContextOf(request: IncomingMessage): RequestContext {
  const context = contexts.get(request);
  if (context === undefined) throw new Error('this request did not come through createHttpApp');
  return context;
}

/** The id under which this request appears in the log. */
export function requestIdOf(request: IncomingMessage): string {
  return requestContextOf(request).id;
}

/** A logger that adds the request id to every line. */
export function requestLogOf(request: IncomingMessage): Logger {
  return requestContextOf(request).log;
}
