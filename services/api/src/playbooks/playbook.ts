import { playbookAnswer } from '@stepup/contracts';
import { resolvePlaybook } from '@stepup/playbook';
import { getPlaybook, withTenant } from '@stepup/store';
import * as z from 'zod';
import { defineEndpoint } from '../endpoint/endpoint.ts';
import { readOpenStages } from './open-stages.ts';
import { toPlaybookDto } from './playbook-dto.ts';

const newest = 'current';

/** `GET /v1/playbooks/{version}`. */
export const playbookEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/playbooks/:version',
  operationId: 'readPlaybook',
  summary: 'The playbook, or an earlier version of it',
  description:
    'version is a number or current; 0 is the playbook that comes with the product. With it, what each open stage of the ' +
    'tenant is in the playbook. ETag carries the version that a change names in If-Match.',
  access: 'catalogue.read',
  query: z.strictObject({}),
  answer: playbookAnswer,
  problems: [],
  async handle({ ports, viewer, pathParameters }) {
    const asked = pathParameters['version'] ?? '';
    if (asked !== newest && !/^\d{1,9}$/.test(asked)) return { kind: 'problem', code: 'not_found' };
    const version = asked === newest ? newest : Number(asked);
    const written =
      version === 0 ? null : await withTenant(ports.pool, viewer.tenant, (tx) => getPlaybook(tx, version));
    if (written === null && version !== 0 && version !== newest)
      return { kind: 'problem', code: 'not_found' };
    const resolved = resolvePlaybook(written);
    const stages = await readOpenStages(ports.warehouse, viewer.tenant);
    return {
      kind: 'answer',
      body: toPlaybookDto(resolved, written, stages),
      version: resolved.version,
    };
  },
});
