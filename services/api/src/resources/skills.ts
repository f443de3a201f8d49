import { listSkills } from '@stepup/coaching';
import { pageQuery, skillsAnswer } from '@stepup/contracts';
import { readPipelines } from '@stepup/warehouse';
import { defineEndpoint } from '../endpoint/endpoint.ts';

/** `GET /v1/skills`: the playbook's skills, which are few and always come as one page. */
export const skillsEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/skills',
  operationId: 'listSkills',
  summary: 'What can be worked on, and what good looks like',
  description:
    'Every skill with the steps it serves and the behaviours by which it is seen. Which stages of the tenant those steps ' +
    'are is read from the names of the stages; a skill without stages may still be chosen at any.',
  scope: 'read',
  query: pageQuery,
  answer: skillsAnswer,
  problems: [],
  async handle({ ports, viewer }) {
    const pipelines = await readPipelines(ports.warehouse, viewer.tenant);
    const stages = pipelines.flatMap(({ pipelineId, steps }) =>
      steps.map(({ stageId, name }) => ({ pipelineId, stageId, name })),
    );
    const items = listSkills(stages).map((skill) => ({
      id: skill.id,
      name: skill.name,
      steps: [...skill.steps],
      stages: skill.stages.map(({ pipelineId, stageId }) => ({ pipeline_id: pipelineId, stage_id: stageId })),
      behaviours: [...skill.behaviours],
    }));
    return { kind: 'answer', body: { items, next_cursor: null } };
  },
});
