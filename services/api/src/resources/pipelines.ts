import { pageQuery, pipelinesAnswer } from '@stepup/contracts';
import { defineEndpoint } from '../endpoint/endpoint.ts';

/** `GET /v1/pipelines`: the sales processes; a tenant has few, so they come as one page. */
export const pipelinesEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/pipelines',
  operationId: 'listPipelines',
  summary: 'The sales processes and their stages',
  description: 'Pipelines as last defined: open stages in order, then the outcomes.',
  access: 'catalogue.read',
  query: pageQuery,
  answer: pipelinesAnswer,
  problems: [],
  async handle({ ports, viewer }) {
    const { pipelines } = await ports.readProfile(viewer.tenant);
    const items = pipelines.map(({ pipelineId, name, steps, outcomes }) => ({
      pipeline_id: pipelineId,
      name,
      stages: [
        ...steps.map((step) => ({ stage_id: step.stageId, name: step.name, outcome: null })),
        ...outcomes.map(({ stageId, name: stageName, outcome }) => ({
          stage_id: stageId,
          name: stageName,
          outcome,
        })),
      ],
    }));
    return { kind: 'answer', body: { items, next_cursor: null } };
  },
});
