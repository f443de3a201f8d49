import type { Route, TokenVerifier } from '@stepup/runtime';
import type { ApiPorts } from './api-ports.ts';
import { createDescribingRoutes } from './docs/describing-routes.ts';
import { serveEndpoint } from './endpoint/serve-endpoint.ts';
import { endpoints } from './endpoints.ts';

export interface ApiParts extends ApiPorts {
  verifier: TokenVerifier;
}

/** The routes of the api, to be handed to `createHttpApp`. */
export function createApiRoutes(parts: ApiParts): Route[] {
  return [
    ...endpoints.map((endpoint) => serveEndpoint(endpoint, parts, parts.verifier)),
    ...createDescribingRoutes(),
  ];
}
