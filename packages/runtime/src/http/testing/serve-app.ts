import { afterEach } from 'vitest';
import { createLogger } from '../../logging/create-logger.ts';
import { createHttpApp } from '../create-http-app.ts';
import type { HttpAppOptions } from '../create-http-app.ts';
import { listen } from '../listen.ts';
import type { ListeningServer } from '../listen.ts';
import { createMetricsRegistry } from '../metrics.ts';

const problems = {
  badRequest: { status: 400, code: 'bad_request', title: 'Bad request' },
  notFound: { status: 404, code: 'not_found', title: 'Not found' },
  methodNotAllowed: { status: 405, code: 'method_not_allowed', title: 'Method not allowed' },
  internal: { status: 500, code: 'internal', title: 'Internal error' },
};
const servers: ListeningServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close({ timeoutMs: 100 })));
});

/** A real server around an app, closed after the test, with the lines it logs. */
export async function serveApp(options: Pick<HttpAppOptions, 'routes'> & Partial<HttpAppOptions>) {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const log = createLogger({ service: 'test', level: 'debug', destination });
  const app = createHttpApp({
    log,
    registry: createMetricsRegistry('test'),
    checks: [],
    problems,
    ...options,
  });
  const result = await listen(app, { host: '127.0.0.1', port: 0 });
  if (result.kind !== 'listening') throw new Error(result.kind);
  servers.push(result.server);
  return { server: result.server, url: result.server.url, lines };
}
