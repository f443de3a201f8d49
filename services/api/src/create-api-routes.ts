import type { Route, TokenVerifier } from '@stepup/runtime';
import type { ApiPorts } from './api-ports.ts';
import { createCalendarRoute } from './calendars/create-calendar-route.ts';
import { createDescribingRoutes } from './docs/describing-routes.ts';
import { serveEndpoint } from './endpoint/serve-endpoint.ts';
import { createExportRoute } from './exports/create-export-route.ts';
import { limitBearers } from './endpoint/limit-bearers.ts';
import { rememberTokens } from './endpoint/remember-tokens.ts';
import { endpoints } from './endpoints.ts';
import { keepTeamModels } from './levers/team-models.ts';

export interface ApiParts extends Omit<ApiPorts, 'findTeamModel'> {
  verifier: TokenVerifier;
  /** Requests that one bearer may make in ten seconds. */
  requestsPerTenSeconds?: number;
}

/** The routes of the api, to be handed to `createHttpApp`. */
export function createApiRoutes(parts: ApiParts): Route[] {
  const ports = { ...parts, findTeamModel: keepTeamModels(parts.warehouse) };
  const verifier = rememberTokens(parts.verifier, parts.clock);
  const guards = { verifier, limit: limitBearers(parts.requestsPerTenSeconds) };
  return [
    ...endpoints.map((endpoint) => serveEndpoint(endpoint, ports, guards)),
    createExportRoute(ports, guards),
    createCalendarRoute(ports),
    ...createDescribingRoutes(),
  ];
}
