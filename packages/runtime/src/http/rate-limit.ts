import { rateLimit } from 'express-rate-limit';
import type { HttpHandler, HttpRequest } from './handler.ts';
import { sendProblem } from './problem.ts';
import type { ProblemKind } from './problem.ts';

export interface RateLimitOptions {
  windowMs: number;
  /** Requests a key may make in one window. */
  limit: number;
  /**
   * Whom to count: use what has been verified (tenant and subject of the token), never the raw token, or
   * made-up tokens fill the memory.
   */
  keyOf(request: HttpRequest): string;
  problem: ProblemKind;
}

/**
 * Refuses requests beyond `limit` a window with 429, `Retry-After` in seconds, and draft-8 `RateLimit`
 * headers on every answer. Counts live in this process: n instances allow up to n times the limit.
 */
export function limitRate(options: RateLimitOptions): HttpHandler {
  return rateLimit({
    windowMs: options.windowMs,
    limit: options.limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: (request) => options.keyOf(request),
    handler: (_request, response) => {
      if (!response.hasHeader('Retry-After'))
        response.setHeader('Retry-After', Math.ceil(options.windowMs / 1000));
      sendProblem(response, options.problem, {
        detail: `More than ${options.limit} requests in ${options.windowMs / 1000} s. Try again after the time in Retry-After.`,
      });
    },
    // The library's checks print to the console; behind a proxy the key does not depend on the address.
    validate: false,
  });
}
