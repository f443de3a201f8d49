import { keptDeadLetter } from '@stepup/contracts';
import { readDeadLetters } from '@stepup/warehouse';
import * as z from 'zod';
import { defineEndpoint } from '../endpoint/endpoint.ts';
import { visibleTenants } from './visible-tenants.ts';

/** `GET /v1/dead-letters/{id}`. */
export const deadLetterEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/dead-letters/:id',
  operationId: 'readDeadLetter',
  summary: 'One dead letter with what the message held',
  description:
    'value is base64, since the bytes may be no text; of a large message only its beginning was kept.',
  access: 'letters.operate',
  query: z.strictObject({}),
  answer: keptDeadLetter,
  problems: [],
  async handle({ ports, viewer, pathParameters }) {
    const tenants = visibleTenants(viewer, ports.hasBuiltInIssuer);
    const [letter] = await readDeadLetters(ports.warehouse, tenants, [pathParameters['id'] ?? '']);
    return letter === undefined ? { kind: 'problem', code: 'not_found' } : { kind: 'answer', body: letter };
  },
});
