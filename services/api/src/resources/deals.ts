import { dealsAnswer, dealsQuery, type DealsQuery } from '@stepup/contracts';
import { readDeals } from '@stepup/warehouse';
import { narrowList } from '../access/narrow-question.ts';
import { defineEndpoint, type EndpointProblem, invalidQuery } from '../endpoint/endpoint.ts';
import { writeCursor } from '../lists/cursor.ts';
import { setFilters } from '../questions/people-filters.ts';
import { resolveFrame } from '../questions/resolve-frame.ts';
import { resolvePipeline } from '../questions/resolve-pipeline.ts';

const path = '/v1/deals';

/** `GET /v1/deals`: what is behind a number. */
export const dealsEndpoint = defineEndpoint({
  method: 'get',
  path,
  operationId: 'listDeals',
  summary: 'The deals behind a number',
  description:
    'With stage: the deals that entered that step in the period, rep being the credited one and state that of the step ' +
    '(open, advanced, lost). Without: deals first seen in the period, rep being the owner and state that of the deal ' +
    '(open, won, lost). Sorted by id.',
  scope: 'read',
  query: dealsQuery,
  answer: dealsAnswer,
  problems: ['pipeline_required'],
  async handle(call) {
    const { ports, viewer, query, rawQuery } = call;
    const wrongState = checkState(query);
    if (wrongState !== null) return wrongState;
    const framed = await resolveFrame(path, call);
    if (framed.kind === 'problem') return framed;
    const { profile, asOf, freshness, from, to, after } = framed.frame;
    const narrowed = narrowList(viewer, query);
    if (narrowed.kind === 'not_found') return { kind: 'problem', code: 'not_found' };
    if (narrowed.kind === 'forbidden') return { kind: 'problem', code: 'forbidden', detail: narrowed.detail };
    // A step belongs to one pipeline; a deal may belong to one that nobody has defined yet.
    let pipelineId = query.pipeline;
    if (query.stage !== undefined) {
      const pipeline = resolvePipeline(profile.pipelines, query.pipeline);
      if (pipeline.kind === 'problem') return pipeline;
      if (pipeline.kind === 'none_defined') {
        return { kind: 'answer', body: { items: [], next_cursor: null, as_of: asOf, freshness } };
      }
      pipelineId = pipeline.pipelineId;
    }
    const page = await readDeals(ports.warehouse, {
      tenant: viewer.tenant,
      ...(pipelineId === undefined ? {} : { pipelineId }),
      ...(query.stage === undefined ? {} : { stageId: query.stage }),
      ...(query.state === undefined ? {} : { state: query.state }),
      ...(from === null ? {} : { from }),
      ...(to === null ? {} : { to }),
      asOf,
      timeZone: profile.timeZone,
      reps: narrowed.reps,
      ...setFilters(query),
      limit: query.limit,
      after,
    });
    const list = { path, tenant: viewer.tenant, rawQuery };
    return {
      kind: 'answer',
      body: {
        items: page.items,
        next_cursor: page.next === null ? null : writeCursor({ after: page.next, asOf }, list),
        as_of: asOf,
        freshness,
      },
    };
  },
});

function checkState({ stage, state }: DealsQuery): EndpointProblem | null {
  if (stage === undefined && state === 'advanced') {
    return invalidQuery([{ path: '/state', message: 'is advanced only at a step; name its stage' }]);
  }
  if (stage !== undefined && state === 'won') {
    return invalidQuery([
      { path: '/state', message: 'must be open, advanced or lost where a stage is named' },
    ]);
  }
  return null;
}
