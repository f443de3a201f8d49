import { playbookCheck, playbookRequest } from '@stepup/contracts';
import { comparePlaybooks, parsePlaybook, resolvePlaybook } from '@stepup/playbook';
import { getPlaybook, withTenant } from '@stepup/store';
import { defineWrite } from '../endpoint/define-write.ts';
import { readOpenStages } from './open-stages.ts';
import { toStagePlaces } from './playbook-dto.ts';

/** `POST /v1/playbooks/checks`: what an editor shows while somebody writes. */
export const checkPlaybookEndpoint = defineWrite({
  path: '/v1/playbooks/checks',
  operationId: 'checkPlaybook',
  summary: 'What is wrong with a playbook, and what it would change',
  description:
    'Changes nothing. Every fault with its line and column; without faults, what differs from the current version and ' +
    'which step each open stage of the tenant would be.',
  access: 'playbooks.write',
  body: playbookRequest,
  status: 200,
  needsVersion: false,
  answer: playbookCheck,
  problems: [],
  async handle({ ports, viewer, body }) {
    const parsed = parsePlaybook(body.text);
    if (parsed.kind === 'invalid')
      return { kind: 'answer', body: { problems: [...parsed.problems], changes: [], stages: [] } };
    const written = await withTenant(ports.pool, viewer.tenant, (tx) => getPlaybook(tx, 'current'));
    const stages = await readOpenStages(ports.warehouse, viewer.tenant);
    const changes = comparePlaybooks(resolvePlaybook(written).playbook, parsed.playbook, stages);
    return {
      kind: 'answer',
      body: { problems: [], changes, stages: toStagePlaces(parsed.playbook, stages) },
    };
  },
});
