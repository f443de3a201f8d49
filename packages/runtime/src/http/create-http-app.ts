import type { RequestListener } from 'node:http';
import { context as activeSpan, trace } from '@opentelemetry/api';
import express from 'express';
import type { ErrorRequestHandler } from 'express';
import helmet from 'helmet';
import type { Logger } from '../logging/create-logger.ts';
import { failSpan } from '../telemetry/fail-span.ts';
import type { HttpHandler, Route } from './handler.ts';
import { createRequestDuration } from './metrics.ts';
import type { MetricsRegistry } from './metrics.ts';
import { sendProblem } from './problem.ts';
import type { ProblemKind } from './problem.ts';
import { answerReadiness } from './readiness.ts';
import type { ReadinessCheck } from './readiness.ts';
import { openRequestContext, requestContextOf } from './request-context.ts';
import { traceRequests } from './trace-requests.ts';

export interface HttpAppOptions {
  log: Logger;
  registry: MetricsRegistry;
  routes: readonly Route[];
  /** What `/readyz` asks. */
  checks: readonly ReadinessCheck[];
  /** The problems this app answers on its own. */
  problems: {
    badRequest: ProblemKind;
    notFound: ProblemKind;
    methodNotAllowed: ProblemKind;
    internal: ProblemKind;
  };
  /** Handlers before the routes under a path prefix, for example static files of a console. */
  mounts?: readonly { path: string; handler: HttpHandler }[];
  /** How many reverse proxies in front are trusted to say who calls; default 0. */
  trustedProxies?: number;
}

const quietPaths = new Set(['/healthz', '/readyz', '/metrics']);

function observe(registry: MetricsRegistry): HttpHandler {
  const duration = createRequestDuration(registry);
  return (request, response, next) => {
    const context = requestContextOf(request);
    const method = request.method;
    // The address without the query, which may hold names; taken now because mounts rewrite `url`.
    const path = request.path;
    const answered = (): void => {
      const durationMs = performance.now() - context.startedAtMs;
      const status = response.writableFinished ? String(response.statusCode) : 'aborted';
      duration.observe({ method, route: context.route ?? 'unmatched', status }, durationMs / 1000);
      const level = quietPaths.has(path) ? 'debug' : 'info';
      const address = context.isSecret ? context.route : path;
      context.log[level](
        { method, path: address, status, durationMs: Math.round(durationMs * 10) / 10 },
        'answered',
      );
    };
    // The connection closes outside the span of the request.
    response.on('close', activeSpan.bind(activeSpan.active(), answered));
    next();
  };
}

function allowedMethods(routes: readonly Route[]): Map<string, string[]> {
  const methods = new Map<string, string[]>();
  for (const { method, path } of routes) {
    const names = method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()];
    methods.set(path, [...(methods.get(path) ?? []), ...names]);
  }
  return methods;
}

/**
 * Whether the fault lies in the request: Express found the address malformed, or a file server refused it.
 * The status of an error alone proves nothing; a client of another server may throw one with its 404.
 */
function isRequestFault(error: unknown): boolean {
  if (error instanceof URIError) return true;
  if (!(error instanceof Error) || !('expose' in error) || !('status' in error)) return false;
  return error.expose === true && typeof error.status === 'number' && error.status < 500;
}

function answerErrors(problems: HttpAppOptions['problems']): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const { log } = requestContextOf(request);
    if (isRequestFault(error) && !response.headersSent) {
      log.info({ err: error }, 'request refused by the HTTP layer');
      sendProblem(response, problems.badRequest, {
        detail: 'The address or a header of the request is malformed.',
      });
      return;
    }
    log.error({ err: error }, 'request failed');
    const span = trace.getActiveSpan();
    if (span !== undefined) failSpan(span, error);
    // Half an answer is out: only a broken connection tells the client that the rest is missing.
    if (response.headersSent) response.destroy();
    else sendProblem(response, problems.internal);
  };
}

/** Headers for pages: call it in a mount that serves HTML, whose policy must allow scripts and styles. */
export function securityHeaders(
  contentSecurityPolicy: Readonly<Record<string, readonly string[]>>,
): HttpHandler {
  const directives = Object.fromEntries(
    Object.entries(contentSecurityPolicy).map(([directive, sources]) => [directive, [...sources]]),
  );
  return helmet({ contentSecurityPolicy: { useDefaults: false, directives }, xPoweredBy: false });
}

/**
 * An HTTP app for JSON services, to be handed to `listen`.
 *
 * Every answer has a request id and security headers and is not to be cached unless its handler says
 * so. Unknown paths answer 404, known paths with another method 405 with `Allow`, errors 500 without any
 * internals; all as problem+json. `/healthz`, `/readyz` and `/metrics` come with it. Where tracing is started, every
 * other request has a span.
 */
export function createHttpApp(options: HttpAppOptions): RequestListener {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.set('case sensitive routing', true);
  app.set('trust proxy', options.trustedProxies ?? 0);

  app.use(openRequestContext(options.log));
  app.use(traceRequests(quietPaths));
  app.use(observe(options.registry));
  app.use(securityHeaders({ 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] }));
  app.use((_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });

  const routes: readonly Route[] = [
    {
      method: 'get',
      path: '/healthz',
      handlers: [(_request, response) => void response.json({ status: 'ok' })],
    },
    { method: 'get', path: '/readyz', handlers: [answerReadiness(options.checks)] },
    {
      method: 'get',
      path: '/metrics',
      handlers: [
        async (_request, response) => {
          const text = await options.registry.metrics();
          response.type(options.registry.contentType).send(text);
        },
      ],
    },
    ...options.routes,
  ];
  for (const { method, path, handlers, isSecret = false } of routes) {
    app[method](
      path,
      (request, _response, next) => {
        const context = requestContextOf(request);
        context.route = path;
        context.isSecret = isSecret;
        next();
      },
      ...handlers,
    );
  }
  for (const mount of options.mounts ?? []) app.use(mount.path, mount.handler);

  // Several patterns may match one address; only what none of them takes is refused, with all their methods.
  const allowed = new WeakMap<object, Set<string>>();
  for (const [path, methods] of allowedMethods(routes)) {
    app.all(path, (request, _response, next) => {
      allowed.set(request, new Set([...(allowed.get(request) ?? []), ...methods]));
      next();
    });
  }
  app.use((request, response) => {
    const methods = allowed.get(request);
    if (methods === undefined) {
      sendProblem(response, options.problems.notFound, { detail: 'Nothing has this address.' });
      return;
    }
    response.setHeader('Allow', [...methods].sort().join(', '));
    if (request.method === 'OPTIONS') response.status(204).end();
    else
      sendProblem(response, options.problems.methodNotAllowed, {
        detail: `${request.method} is not taken here.`,
      });
  });
  app.use(answerErrors(options.problems));
  return app;
}
