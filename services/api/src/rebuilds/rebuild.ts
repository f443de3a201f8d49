import { rebuild } from '@stepup/contracts';
import { getRebuild, withTenant } from '@stepup/store';
import * as z from 'zod';
import { defineEndpoint } from '../endpoint/endpoint.ts';
import { toRebuildDto } from './rebuild-dto.ts';

/** `GET /v1/rebuilds/{id}`. */
export const rebuildEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/rebuilds/:id',
  operationId: 'readRebuild',
  summary: 'One rebuild and how far it is',
  description:
    'queued, running, done or failed; every instance knows it. One whose process ends is queued or running until another process ' +
    'goes on with it, where it was.',
  access: 'rebuilds.operate',
  query: z.strictObject({}),
  answer: rebuild,
  problems: [],
  async handle({ ports, viewer, pathParameters }) {
    const id = z.uuid().safeParse(pathParameters['id']);
    if (!id.success) return { kind: 'problem', code: 'not_found' };
    const found = await withTenant(ports.pool, viewer.tenant, (tx) => getRebuild(tx, id.data));
    return found === null
      ? { kind: 'problem', code: 'not_found' }
      : { kind: 'answer', body: toRebuildDto(found) };
  },
});
