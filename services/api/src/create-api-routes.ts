import type { Route, TokenVerifier } from '@stepup/runtime';
import type { ApiPorts } from './api-ports.ts';
import { createCalendarRoute } from './calendars/create-calendar-route.ts';
import { createDescribingRoutes } from './docs/describing-routes.ts';
import { serveEndpoint } from './endpoint/serve-endpoint.ts';
import { createExportRoute } from './exports/create-export-route.ts';
import { endpoints } from './endpoints.ts';
import { keepTeamModels } from './levers/team-models.ts';

export interface ApiParts extends Omit<ApiPorts, 'findTeamModel'> {
  verifier: TokenVerifier;
}

/** The routes of the api, to be handed to `createHttpApp`. */
export function createApiRoutes(parts: ApiParts): Route[] {
  const ports = { ...parts, findTeamModel: keepTeamModels(parts.warehouse) };
  return [
    ...endpoints.map((endpoint) => serveEndpoint(endpoint, ports, parts.verifier)),
    createExportRoute(ports, parts.verifier),
    createCalendarRoute(ports),
    ...createDescribingRoutes(),
  ];
}
