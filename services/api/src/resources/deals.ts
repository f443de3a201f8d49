import { dealsAnswer, dealsQuery, type DealsQuery, type Instant } from '@stepup/contracts';
import { type DealsPage, readDeals, readDealsBehind, readDealsOfPreset } from '@stepup/warehouse';
import { narrowList } from '../access/narrow-question.ts';
import { defineEndpoint, type EndpointProblem, invalidQuery } from '../endpoint/endpoint.ts';
import { checkPreset } from '../indicators/check-preset.ts';
import { checkBehind } from '../indicators/check-behind.ts';
import { listBehind } from '../indicators/list-behind.ts';
import { writeCursor } from '../lists/cursor.ts';
import { setFilters } from '../questions/people-filters.ts';
import { resolveFrame } from '../questions/resolve-frame.ts';
import { resolveMoment } from '../questions/resolve-moment.ts';
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
    '(open, won, lost); closed_from and closed_to keep those closed in between, rep being the owner at that close. With ' +
    'indicator, by and key: exactly the deals behind that row. With preset and counted: those that this way of counting (theirs), ' +
    'both ways, or one alone counts at stage in the period. Sorted by id.',
  access: 'deals.read',
  query: dealsQuery,
  answer: dealsAnswer,
  problems: ['pipeline_required'],
  async handle(call) {
    const { ports, viewer, query, rawQuery } = call;
    const wrong =
      checkBehind(query, ['state', 'deal', 'closed_from', 'closed_to', 'preset', 'counted']) ??
      checkPreset(query) ??
      checkState(query) ??
      checkCloses(query);
    if (wrong !== null) return wrong;
    const framed = await resolveFrame(path, call);
    if (framed.kind === 'problem') return framed;
    const { profile, asOf, freshness, from, to, after } = framed.frame;
    const narrowed = narrowList(viewer, query);
    if (narrowed.kind === 'not_found') return { kind: 'problem', code: 'not_found' };
    if (narrowed.kind === 'forbidden') return { kind: 'problem', code: 'forbidden', detail: narrowed.detail };
    const list = { path, tenant: viewer.tenant, rawQuery };
    const toAnswer = ({ items, next }: DealsPage) => ({
      kind: 'answer' as const,
      body: {
        items,
        next_cursor: next === null ? null : writeCursor({ after: next, asOf }, list),
        as_of: asOf,
        freshness,
      },
    });
    const { indicator } = query;
    if (indicator !== undefined) {
      const behind = await listBehind(indicator, 'deals', call, framed.frame, narrowed.reps, (...row) =>
        readDealsBehind(ports.warehouse, ...row),
      );
      return behind.kind === 'problem' ? behind : toAnswer(behind.page);
    }
    const closes = resolveCloses(query, profile.timeZone);
    if (closes.kind === 'problem') return closes;
    // A step belongs to one pipeline; a deal may belong to one that nobody has defined yet.
    let pipelineId = query.pipeline;
    if (query.stage !== undefined) {
      const pipeline = resolvePipeline(profile.pipelines, query.pipeline);
      if (pipeline.kind === 'problem') return pipeline;
      if (pipeline.kind === 'none_defined') {
        return toAnswer({ items: [], next: null });
      }
      pipelineId = pipeline.pipelineId;
    }
    const { preset, counted } = query;
    if (preset !== undefined && counted !== undefined && query.stage !== undefined) {
      if (from === null || to === null || pipelineId === undefined)
        throw new Error('the period of a preset is checked, and the pipeline of a stage resolved, before');
      const scope = { preset, counted, stageId: query.stage, pipelineId, from, to, by: null };
      return toAnswer(
        await readDealsOfPreset(ports.warehouse, {
          ...scope,
          tenant: viewer.tenant,
          asOf,
          timeZone: profile.timeZone,
          reps: narrowed.reps,
          ...setFilters(query),
          limit: query.limit,
          after,
        }),
      );
    }
    const page = await readDeals(ports.warehouse, {
      tenant: viewer.tenant,
      ...(pipelineId === undefined ? {} : { pipelineId }),
      ...(query.stage === undefined ? {} : { stageId: query.stage }),
      ...(query.state === undefined ? {} : { state: query.state }),
      ...(query.deal === undefined ? {} : { dealId: query.deal }),
      ...(from === null ? {} : { from }),
      ...(to === null ? {} : { to }),
      ...closes.bounds,
      asOf,
      timeZone: profile.timeZone,
      reps: narrowed.reps,
      ...setFilters(query),
      limit: query.limit,
      after,
    });
    return toAnswer(page);
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

/** A close is a deal's own; the deals of a step that were closed are told by the step's state. */
function checkCloses({ stage, closed_from: from, closed_to: to }: DealsQuery): EndpointProblem | null {
  if (stage === undefined || (from === undefined && to === undefined)) return null;
  return invalidQuery([{ path: '/stage', message: 'does not go together with closed_from and closed_to' }]);
}

function resolveCloses(
  query: DealsQuery,
  timeZone: string,
): { kind: 'resolved'; bounds: { closedFrom?: Instant; closedTo?: Instant } } | EndpointProblem {
  const bounds: { closedFrom?: Instant; closedTo?: Instant } = {};
  for (const [name, bound] of [
    ['closed_from', 'closedFrom'],
    ['closed_to', 'closedTo'],
  ] as const) {
    const point = query[name];
    if (point === undefined) continue;
    const moment = resolveMoment(point, timeZone);
    if (moment === null) {
      return invalidQuery([{ path: `/${name}`, message: 'must lie in the years 1970 to 2299' }]);
    }
    bounds[bound] = moment;
  }
  return { kind: 'resolved', bounds };
}
