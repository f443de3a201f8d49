import { allRejected, eventLimits, eventsAccepted, salesEventTypes } from '@stepup/contracts';
import type { JsonSchema, OpenApiOperation } from './document.ts';
import { describeProblems, parserProblems } from './describe-problems.ts';
import { toJsonSchema } from './to-json-schema.ts';

const mebibyte = 1024 * 1024;

/** Names of the event schemas among the components. */
export function eventSchemaName(type: string): string {
  return type.replaceAll('.', '_');
}

/** `POST /v1/events`, which the gateway serves. */
export function describeEventsOperation(): OpenApiOperation {
  const event: JsonSchema = {
    oneOf: salesEventTypes.map((type) => ({ $ref: `#/components/schemas/${eventSchemaName(type)}` })),
    discriminator: {
      propertyName: 'type',
      mapping: Object.fromEntries(
        salesEventTypes.map((type) => [type, `#/components/schemas/${eventSchemaName(type)}`]),
      ),
    },
  };
  const batch: JsonSchema = {
    type: 'array',
    items: event,
    minItems: 1,
    maxItems: eventLimits.eventsPerRequest,
  };
  const { '422': allRefused, ...problems } = describeProblems([
    'invalid_json',
    'invalid_body',
    'unauthenticated',
    'forbidden',
    'tenant_invalid',
    'payload_too_large',
    'too_many_events',
    'event_too_large',
    'unsupported_media_type',
    'all_rejected',
    'rate_limited',
    'internal_error',
    'disk_full',
    'unavailable',
  ]);
  return {
    operationId: 'sendEvents',
    summary: 'Send sales events, one or many',
    description:
      'CloudEvents 1.0 as structured JSON, optionally gzip. Answered when the accepted events are durable. Sending an event ' +
      'again (same source and id, same body) changes nothing and counts as accepted. ' +
      `At most ${eventLimits.eventsPerRequest} events and ${eventLimits.requestBytes / mebibyte} MiB a request, ` +
      `${eventLimits.eventBytes / 1024} KiB an event. Scope: \`events:write\`; events about persons need \`people:write\` too.`,
    requestBody: {
      required: true,
      content: {
        'application/cloudevents+json': { schema: event },
        'application/cloudevents-batch+json': { schema: batch },
        'application/json': { schema: { anyOf: [event, batch] } },
      },
    },
    responses: {
      '202': {
        description: 'At least one event was accepted; those that were refused are named by their place',
        content: { 'application/json': { schema: toJsonSchema(eventsAccepted, 'output') } },
      },
      '422': {
        description: allRefused?.description ?? '',
        content: { 'application/problem+json': { schema: toJsonSchema(allRejected, 'output') } },
      },
      ...problems,
      ...parserProblems,
    },
  };
}
