import { authenticate, createBodyBudget, type Route, type TokenVerifier } from '@stepup/runtime';
import type { GatewayPorts } from './events/gateway-ports.ts';
import { receiveEvents } from './events/receive-events.ts';
import { problemOf } from './problem-of.ts';

export interface GatewayParts extends GatewayPorts {
  verifier: TokenVerifier;
}

/** Request bodies that are held at a time: six of the greatest size, which take about ten times that once parsed. */
const bodyBudgetBytes = 64 * 1024 * 1024;

/** The routes of the gateway, to be handed to `createHttpApp`. */
export function createGatewayRoutes(parts: GatewayParts): Route[] {
  const identify = authenticate({
    verifier: parts.verifier,
    problems: { unauthenticated: problemOf('unauthenticated'), unavailable: problemOf('unavailable') },
  });
  const budget = createBodyBudget(bodyBudgetBytes);
  return [{ method: 'post', path: '/v1/events', handlers: [identify, receiveEvents(parts, budget)] }];
}
