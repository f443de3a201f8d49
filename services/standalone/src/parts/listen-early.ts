import type { RequestListener } from 'node:http';
import { appProblems, problemOf } from '@stepup/contracts';
import {
  createHttpApp,
  createMetricsRegistry,
  describeListenFault,
  listen,
  type ListeningServer,
  type Logger,
  sendProblem,
} from '@stepup/runtime';

interface EarlyServer {
  server: ListeningServer;
  /** From here on this app answers. */
  readonly serve: (app: RequestListener) => void;
}

export type EarlyListening = { kind: 'listening'; early: EarlyServer } | { kind: 'refused'; message: string };

/**
 * Takes the address before anything else is started, so that a port in use is said at once; until the product is ready
 * everything but `/healthz` answers 503.
 */
export async function listenEarly(host: string, port: number, log: Logger): Promise<EarlyListening> {
  let current: RequestListener = createHttpApp({
    log,
    registry: createMetricsRegistry('standalone'),
    routes: [],
    checks: [{ name: 'start', check: async () => ({ kind: 'not_ready', reason: 'starting' }) }],
    problems: appProblems,
    mounts: [
      {
        path: '/',
        handler: (_request, response) => {
          response.setHeader('Retry-After', 2);
          sendProblem(response, problemOf('unavailable'), { detail: 'The product is starting.' });
        },
      },
    ],
  });
  const result = await listen((request, response) => current(request, response), { host, port });
  if (result.kind === 'listening') {
    const serve = (app: RequestListener): void => {
      current = app;
    };
    return { kind: 'listening', early: { server: result.server, serve } };
  }
  return { kind: 'refused', message: describeListenFault(result, { host, port }) };
}
