import type { ErrorCode } from '@stepup/contracts';
import * as z from 'zod';
import { describePermission, scopeOf } from '../access/may.ts';
import type { Endpoint, WriteDescription } from '../endpoint/endpoint.ts';
import type { OpenApiOperation, OpenApiParameter } from './document.ts';
import { describeProblems, parserProblems } from './describe-problems.ts';
import { toJsonSchema } from './to-json-schema.ts';

/** What every endpoint behind a token can answer. */
const usualProblems: readonly ErrorCode[] = [
  'invalid_query',
  'unauthenticated',
  'forbidden',
  'not_found',
  'rate_limited',
  'internal_error',
  'disk_full',
  'unavailable',
];

/** What every write can answer besides. */
const writeProblems: readonly ErrorCode[] = [
  'invalid_json',
  'invalid_body',
  'payload_too_large',
  'unsupported_media_type',
  'idempotency_conflict',
  'tenant_invalid',
];

/** The operation of a line of the table of routes. */
export function describeEndpoint(endpoint: Endpoint): OpenApiOperation {
  return {
    operationId: endpoint.operationId,
    summary: endpoint.summary,
    description: `${endpoint.description} ${describePermission(endpoint.access)} Scope: \`${scopeOf(endpoint.access)}\`.`,
    parameters: [
      ...describePath(endpoint.path),
      ...describeQuery(endpoint.query),
      ...describeHeaders(endpoint.write),
    ],
    ...describeBody(endpoint.write),
    responses: {
      [endpoint.write?.status ?? 200]: {
        description: endpoint.summary,
        content: { 'application/json': { schema: toJsonSchema(endpoint.answer, 'output') } },
      },
      ...describeProblems([
        ...usualProblems,
        ...(endpoint.write === null ? [] : writeProblems),
        ...endpoint.problems,
      ]),
      ...parserProblems,
    },
  };
}

/** A path as OpenAPI writes it: `/v1/indicators/{id}`. */
export function toOpenApiPath(path: string): string {
  return path.replaceAll(/:([a-z_]+)/g, '{$1}');
}

function describePath(path: string): OpenApiParameter[] {
  return [...path.matchAll(/:([a-z_]+)/g)].map(([, name = '']) => ({
    name,
    in: 'path' as const,
    required: true,
    schema: { type: 'string' },
  }));
}

const querySchema = z.looseObject({
  properties: z.record(z.string(), z.looseObject({ description: z.exactOptional(z.string()) })),
  required: z.array(z.string()).default([]),
});

function describeQuery(query: z.ZodType): OpenApiParameter[] {
  const { properties, required } = querySchema.parse(toJsonSchema(query, 'input'));
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query' as const,
    required: required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema,
  }));
}

function describeBody(write: WriteDescription | null): Pick<OpenApiOperation, 'requestBody'> {
  if (write === null) return {};
  const content = { 'application/json': { schema: toJsonSchema(write.body, 'input') } };
  return { requestBody: { required: true, content } };
}

function describeHeaders(write: WriteDescription | null): OpenApiParameter[] {
  if (write === null) return [];
  const key: OpenApiParameter = {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'Sent again within 24 hours, the same request has the same answer and no second effect',
    schema: { type: 'string', maxLength: 200 },
  };
  const version: OpenApiParameter = {
    name: 'If-Match',
    in: 'header',
    required: true,
    description: 'The version that was read, like `"3"`',
    schema: { type: 'string' },
  };
  return write.needsVersion ? [key, version] : [key];
}
