import { createApiRoutes } from '@stepup/api';
import { appProblems, type Instant, instantOfDate } from '@stepup/contracts';
import { createHttpApp, createMetricsRegistry, listen, type Logger } from '@stepup/runtime';

/** The API as it answers at a moment that its caller chooses. */
export interface PastApi {
  url: string;
  /** What follows happens then. */
  goTo(at: Instant): void;
  close(): Promise<void>;
}

/**
 * Serves the routes of the api a second time, on loopback alone, with a clock that is set by hand: the history of the example is told
 * through every rule, check and event of the product, at the times at which it happened.
 */
export async function servePastApi(
  parts: Omit<Parameters<typeof createApiRoutes>[0], 'clock' | 'measureFreshness'>,
  log: Logger,
): Promise<PastApi> {
  let now = new Date();
  const clock = { now: () => now };
  const app = createHttpApp({
    log,
    registry: createMetricsRegistry('example'),
    routes: createApiRoutes({
      ...parts,
      clock,
      measureFreshness: async () => ({ state: 'current', complete_until: instantOfDate(now) }),
    }),
    checks: [],
    problems: appProblems,
  });
  const listening = await listen(app, { host: '127.0.0.1', port: 0 });
  if (listening.kind !== 'listening') throw new Error(`no free port on loopback: ${listening.kind}`);
  const { server } = listening;
  return {
    url: server.url,
    goTo: (at) => {
      now = new Date(at);
    },
    close: () => server.close(),
  };
}
