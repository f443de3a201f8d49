import { problem, salesEventSchemas, salesEventTypes } from '@stepup/contracts';
import { endpoints } from '../endpoints.ts';
import { describeEndpoint, toOpenApiPath } from './describe-endpoint.ts';
import { describeEventsOperation, eventSchemaName } from './describe-events.ts';
import { operationPaths } from './describe-operations.ts';
import type { OpenApiDocument } from './document.ts';
import { toJsonSchema } from './to-json-schema.ts';

/** The OpenAPI document of everything that is served, made from the table of routes and the schemas of the contract. */
export function describeApi(): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = { '/v1/events': { post: describeEventsOperation() } };
  for (const endpoint of endpoints) {
    const path = toOpenApiPath(endpoint.path);
    paths[path] = { ...paths[path], [endpoint.method]: describeEndpoint(endpoint) };
  }
  for (const [path, operation] of Object.entries(operationPaths)) paths[path] = { get: operation };
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Stepup',
      version: '1',
      description:
        'CRM events in, step-up rates out. Every answer names the moment it is as of; times are RFC 3339 UTC, durations ' +
        'seconds, rates fractions, money text with two decimals.',
      license: { name: 'Apache 2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'A token of the OpenID Connect issuer, or of the built-in one: stepup token.',
        },
      },
      schemas: {
        Problem: toJsonSchema(problem, 'output'),
        ...Object.fromEntries(
          salesEventTypes.map((type) => [
            eventSchemaName(type),
            toJsonSchema(salesEventSchemas[type], 'input'),
          ]),
        ),
      },
    },
  };
}
