import { problemOf } from '@stepup/contracts';
import {
  authenticate,
  claimsOf,
  createBodyBudget,
  limitRate,
  type Route,
  type TokenVerifier,
} from '@stepup/runtime';
import type { GatewayPorts } from './events/gateway-ports.ts';
import { receiveEvents } from './events/receive-events.ts';

export interface GatewayParts extends GatewayPorts {
  verifier: TokenVerifier;
  /** Requests that one bearer may make in ten seconds, each of up to 10,000 events. */
  requestsPerTenSeconds?: number;
}

/** Far above what one sender can be answered; a client in a loop is told to wait before it holds up others. */
const defaultRequestsPerTenSeconds = 20_000;

/** Request bodies that are held at a time: six of the greatest size, which take about ten times that once parsed. */
const bodyBudgetBytes = 64 * 1024 * 1024;

/** The routes of the gateway, to be handed to `createHttpApp`. */
export function createGatewayRoutes(parts: GatewayParts): Route[] {
  const identify = authenticate({
    verifier: parts.verifier,
    problems: { unauthenticated: problemOf('unauthenticated'), unavailable: problemOf('unavailable') },
  });
  const limit = limitRate({
    windowMs: 10_000,
    limit: parts.requestsPerTenSeconds ?? defaultRequestsPerTenSeconds,
    keyOf: (request) => {
      const { tenant, subject } = claimsOf(request);
      return JSON.stringify([tenant, subject]);
    },
    problem: problemOf('rate_limited'),
  });
  const budget = createBodyBudget(bodyBudgetBytes);
  return [{ method: 'post', path: '/v1/events', handlers: [identify, limit, receiveEvents(parts, budget)] }];
}
