import { bindingIndicatorIds, indicatorAnswer, type IndicatorId, indicatorQuery } from '@stepup/contracts';
import { indicatorCatalogue, readCurrency, readIndicator } from '@stepup/warehouse';
import { narrowQuestion } from '../access/narrow-question.ts';
import { defineEndpoint, invalidQuery } from '../endpoint/endpoint.ts';
import { writeCursor } from '../lists/cursor.ts';
import { pageRows } from '../lists/page-rows.ts';
import { setFilters } from '../questions/people-filters.ts';
import { resolveFrame } from '../questions/resolve-frame.ts';
import { choosePipelineOfIndicator } from '../questions/pipeline-of-indicator.ts';

/** `GET /v1/indicators/{id}`: one indicator, by whatever it can be grouped by. */
export const indicatorEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/indicators/:id',
  operationId: 'readIndicator',
  summary: 'One indicator for a period, as rows of a grouping',
  description: 'Every row says how many observations it rests on, how many are open, and its 90 % interval.',
  scope: 'read',
  query: indicatorQuery,
  answer: indicatorAnswer,
  problems: ['pipeline_required'],
  async handle(call) {
    const { ports, viewer, query, rawQuery, pathParameters } = call;
    const id = bindingIndicatorIds.find((known) => known === pathParameters['id']);
    const indicator = indicatorCatalogue.find((definition) => definition.id === id);
    if (id === undefined || indicator === undefined) {
      return { kind: 'problem', code: 'not_found', detail: 'There is no indicator with this id.' };
    }
    const by = query.by ?? null;
    if (by !== null && !indicator.groupings.includes(by)) {
      const message = `must be one of ${indicator.groupings.join(', ')} for ${id}`;
      return invalidQuery([{ path: '/by', message }]);
    }
    const path = indicatorPath(id);
    const framed = await resolveFrame(path, call);
    if (framed.kind === 'problem') return framed;
    const { profile, asOf, freshness, from, to, after } = framed.frame;
    if (from === null || to === null) throw new Error('the schema of the query lets no period be left out');
    const narrowed = narrowQuestion(viewer, { ...query, by });
    if (narrowed.kind === 'not_found') return { kind: 'problem', code: 'not_found' };
    if (narrowed.kind === 'forbidden') return { kind: 'problem', code: 'forbidden', detail: narrowed.detail };
    const pipeline = choosePipelineOfIndicator(id, profile.pipelines, query.pipeline);
    if (pipeline.kind === 'problem') return pipeline;
    const rows = await readIndicator(ports.warehouse, id, {
      tenant: viewer.tenant,
      ...(pipeline.pipelineId === null ? {} : { pipelineId: pipeline.pipelineId }),
      ...(query.stage === undefined ? {} : { stageId: query.stage }),
      from,
      to,
      asOf,
      timeZone: profile.timeZone,
      currency: await readCurrency(ports.warehouse, viewer.tenant, profile),
      by,
      reps: narrowed.reps,
      ...setFilters(query),
    });
    const shown = rows.filter(({ key }) => narrowed.showsRow(key));
    const page = pageRows(shown, after, query.limit);
    const list = { path, tenant: viewer.tenant, rawQuery };
    return {
      kind: 'answer',
      body: {
        indicator: id,
        version: indicator.version,
        unit: indicator.unit,
        definition: indicator.definition,
        basis: indicator.basis,
        rows: page.rows,
        next_cursor: page.next === null ? null : writeCursor({ after: page.next, asOf }, list),
        from,
        to,
        as_of: asOf,
        freshness,
        interval_level: 0.9 as const,
      },
    };
  },
});

function indicatorPath(id: IndicatorId): string {
  return `/v1/indicators/${id}`;
}
