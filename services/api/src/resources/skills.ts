import { coachSkills } from '@stepup/coaching';
import { skillsAnswer, skillsQuery } from '@stepup/contracts';
import { listSkills, resolvePlaybook } from '@stepup/playbook';
import { getPlaybook, withTenant } from '@stepup/store';
import { defineEndpoint } from '../endpoint/endpoint.ts';
import { readOpenStages } from '../playbooks/open-stages.ts';

/** `GET /v1/skills`: the playbook's skills, which are few and always come as one page. */
export const skillsEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/skills',
  operationId: 'listSkills',
  summary: 'What can be worked on, and what good looks like',
  description:
    'Every skill with the steps it serves and the behaviours by which it is seen. Which stages of the tenant those steps ' +
    'are is told by the playbook, by their names, or by their place in the process; any skill may be chosen at any stage. With serves=coaching ' +
    'the skills of coaching itself, for plans of those who coach.',
  access: 'catalogue.read',
  query: skillsQuery,
  answer: skillsAnswer,
  problems: [],
  async handle({ ports, viewer, query }) {
    if (query.serves === 'coaching') {
      const items = coachSkills.map(({ id, name, behaviours }) => ({
        id,
        name,
        serves: 'coaching' as const,
        steps: [],
        stages: [],
        behaviours: [...behaviours],
      }));
      return { kind: 'answer', body: { items, next_cursor: null } };
    }
    const written = await withTenant(ports.pool, viewer.tenant, (tx) => getPlaybook(tx, 'current'));
    const { playbook } = resolvePlaybook(written);
    const stages = await readOpenStages(ports.warehouse, viewer.tenant);
    const items = listSkills(playbook, stages).map((skill) => ({
      id: skill.id,
      name: skill.name,
      serves: 'selling' as const,
      steps: [...skill.steps],
      stages: skill.stages.map(({ pipelineId, stageId }) => ({ pipeline_id: pipelineId, stage_id: stageId })),
      behaviours: [...skill.behaviours],
    }));
    return { kind: 'answer', body: { items, next_cursor: null } };
  },
});
