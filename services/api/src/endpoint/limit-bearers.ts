import { problemOf } from '@stepup/contracts';
import { claimsOf, type HttpHandler, limitRate } from '@stepup/runtime';

/** Two hundred a second for ten seconds: far above a person and any screen, and where a client in a loop begins to hold up others. */
const usualRequests = 2_000;

/** Tells a bearer who asks too much when to come again (429 with `Retry-After`). Counted a process, over all routes together. */
export function limitBearers(requestsPerTenSeconds: number = usualRequests): HttpHandler {
  return limitRate({
    windowMs: 10_000,
    limit: requestsPerTenSeconds,
    keyOf: (request) => {
      const { tenant, subject } = claimsOf(request);
      return JSON.stringify([tenant, subject]);
    },
    problem: problemOf('rate_limited'),
  });
}
