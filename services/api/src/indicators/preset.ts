import { presetAnswer, presetQuery } from '@stepup/contracts';
import { presetCatalogue, readPreset } from '@stepup/warehouse';
import { defineEndpoint } from '../endpoint/endpoint.ts';
import { writeCursor } from '../lists/cursor.ts';
import { pageRows } from '../lists/page-rows.ts';
import { setFilters } from '../questions/people-filters.ts';
import { resolvePipelineQuestion } from '../questions/resolve-pipeline-question.ts';

/** `GET /v1/presets/{id}`: the way another tool counts, beside ours. */
export const presetEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/presets/:id',
  operationId: 'readPreset',
  summary: 'The steps of a pipeline counted the way of another tool, beside ours',
  description:
    'For each step the share that moved on by that way of counting and by ours, in the same period, and how many deals both ' +
    'count and one alone.',
  access: 'numbers.read',
  query: presetQuery,
  answer: presetAnswer,
  problems: ['pipeline_required'],
  async handle(call) {
    const { ports, viewer, query, rawQuery, pathParameters } = call;
    const preset = presetCatalogue.find(({ id }) => id === pathParameters['id']);
    if (preset === undefined) {
      return { kind: 'problem', code: 'not_found', detail: 'There is no preset with this id.' };
    }
    const path = `/v1/presets/${preset.id}`;
    const asked = await resolvePipelineQuestion(path, call);
    if (asked.kind === 'problem') return asked;
    const { frame, by, narrowed, pipeline } = asked.question;
    const { profile, asOf, freshness, from, to, after } = frame;
    const rows =
      pipeline.kind === 'none_defined'
        ? []
        : await readPreset(ports.warehouse, preset.id, {
            tenant: viewer.tenant,
            pipelineId: pipeline.pipelineId,
            steps: pipeline.steps,
            from,
            to,
            asOf,
            timeZone: profile.timeZone,
            by,
            reps: narrowed.reps,
            ...setFilters(query),
          });
    const page = pageRows(
      rows.filter(({ key }) => narrowed.showsRow(key)),
      after,
      query.limit,
    );
    const list = { path, tenant: viewer.tenant, rawQuery };
    return {
      kind: 'answer',
      body: {
        preset,
        rows: page.rows,
        next_cursor: page.next === null ? null : writeCursor({ after: page.next, asOf }, list),
        pipeline_id: pipeline.kind === 'pipeline' ? pipeline.pipelineId : '',
        from,
        to,
        as_of: asOf,
        freshness,
        interval_level: 0.9 as const,
      },
    };
  },
});
