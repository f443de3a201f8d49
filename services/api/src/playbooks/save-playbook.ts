import { playbookAnswer, playbookRequest } from '@stepup/contracts';
import { parsePlaybook, resolvePlaybook } from '@stepup/playbook';
import { savePlaybook } from '@stepup/store';
import { defineWrite } from '../endpoint/define-write.ts';
import { refuseYaml } from '../endpoint/refuse-yaml.ts';
import { runWrite } from '../endpoint/run-write.ts';
import { readOpenStages } from './open-stages.ts';
import { toPlaybookDto } from './playbook-dto.ts';

const path = '/v1/playbooks/current';

/** `PUT /v1/playbooks/current`: a new version; the ones before stay. */
export const savePlaybookEndpoint = defineWrite({
  method: 'put',
  path,
  operationId: 'savePlaybook',
  summary: 'Write a new version of the playbook',
  description:
    'If-Match names the version it was made from, "0" for the one that comes with the product. A text with a fault is ' +
    'refused with every fault at its line, and nothing changes. Findings keep the version they were raised with.',
  access: 'playbooks.write',
  body: playbookRequest,
  status: 200,
  needsVersion: true,
  answer: playbookAnswer,
  problems: ['precondition_required', 'stale'],
  async handle(call) {
    const { ports, viewer, body } = call;
    const parsed = parsePlaybook(body.text);
    if (parsed.kind === 'invalid') return refuseYaml(parsed.problems);
    const stages = await readOpenStages(ports.warehouse, viewer.tenant);
    return runWrite(call, {
      path,
      answer: playbookAnswer,
      work: async (tx, at) => {
        const by = viewer.personId ?? 'program';
        const saved = await savePlaybook(tx, {
          expectedVersion: call.sent.version ?? 0,
          text: body.text,
          by,
          at,
        });
        if (saved.kind === 'stale') {
          const detail = `The playbook is at version ${saved.version} now.`;
          return { kind: 'problem', code: 'stale', detail };
        }
        const { playbook: written } = saved;
        const answer = toPlaybookDto(resolvePlaybook(written), written, stages);
        return { kind: 'answer', body: answer, version: written.version };
      },
    });
  },
});
