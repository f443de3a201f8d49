import { rebuild } from '@stepup/contracts';
import * as z from 'zod';
import { defineEndpoint } from '../endpoint/endpoint.ts';

/** `GET /v1/rebuilds/{id}`. */
export const rebuildEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/rebuilds/:id',
  operationId: 'readRebuild',
  summary: 'One rebuild and how far it is',
  description:
    'queued, running, done or failed. The process that runs it knows it, until it ends: after a restart it is not found, and ' +
    'asking for another one begins anew.',
  access: 'rebuilds.operate',
  query: z.strictObject({}),
  answer: rebuild,
  problems: [],
  async handle({ ports, viewer, pathParameters }) {
    const found = ports.rebuilds.find(viewer.tenant, pathParameters['id'] ?? '');
    return found === null ? { kind: 'problem', code: 'not_found' } : { kind: 'answer', body: found };
  },
});
