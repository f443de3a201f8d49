import { funnelAnswer, funnelQuery } from '@stepup/contracts';
import { readFunnel } from '@stepup/warehouse';
import { defineEndpoint } from '../endpoint/endpoint.ts';
import { writeCursor } from '../lists/cursor.ts';
import { pageRows } from '../lists/page-rows.ts';
import { setFilters } from '../questions/people-filters.ts';
import { resolvePipelineQuestion } from '../questions/resolve-pipeline-question.ts';

const path = '/v1/funnel';
const definition =
  'For each step the deals that entered it in the period: how many advanced, were lost or are open as of the moment named; ' +
  'rate is the share that advances within the horizon.';
const basis =
  'Cohort of entries in [from, to). Rate: Aalen–Johansen at the horizon, open deals counting for as long as they were ' +
  'seen; interval: Wilson, 90 %, on the effective number. Credited to whoever owned the deal longest while it stood there.';

/** `GET /v1/funnel`: from step to step. */
export const funnelEndpoint = defineEndpoint({
  method: 'get',
  path,
  operationId: 'readFunnel',
  summary: 'What becomes of the deals that enter each step',
  description: `${definition} ${basis}`,
  access: 'numbers.read',
  query: funnelQuery,
  answer: funnelAnswer,
  problems: ['pipeline_required'],
  async handle(call) {
    const { ports, viewer, query, rawQuery } = call;
    const asked = await resolvePipelineQuestion(path, call);
    if (asked.kind === 'problem') return asked;
    const { frame, by, narrowed, pipeline } = asked.question;
    const { profile, asOf, freshness, from, to, after } = frame;
    const rows =
      pipeline.kind === 'none_defined'
        ? []
        : await readFunnel(ports.warehouse, {
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
            ...(query.horizon_days === undefined ? {} : { horizonDays: query.horizon_days }),
          });
    const shown = rows.filter(({ key }) => narrowed.showsRow(key));
    const page = pageRows(shown, after, query.limit);
    const list = { path, tenant: viewer.tenant, rawQuery };
    return {
      kind: 'answer',
      body: {
        rows: page.rows,
        next_cursor: page.next === null ? null : writeCursor({ after: page.next, asOf }, list),
        pipeline_id: pipeline.kind === 'pipeline' ? pipeline.pipelineId : '',
        definition,
        basis,
        from,
        to,
        as_of: asOf,
        freshness,
        interval_level: 0.9 as const,
      },
    };
  },
});
