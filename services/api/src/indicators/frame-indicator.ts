import type { Grouping, IndicatorId, Instant } from '@stepup/contracts';
import { findIndicator, type Indicator, type IndicatorScope, type VisibleReps } from '@stepup/warehouse';
import { type EndpointCall, type EndpointProblem, invalidQuery } from '../endpoint/endpoint.ts';
import { setFilters } from '../questions/people-filters.ts';
import type { Frame } from '../questions/resolve-frame.ts';
import { choosePipeline } from './choose-pipeline.ts';

/** The part of a query that says which rows of an indicator are meant. */
export interface IndicatorQuestion {
  version?: number | undefined;
  by?: Grouping | undefined;
  pipeline?: string | undefined;
  stage?: string | undefined;
  rep?: string | undefined;
  team?: string | undefined;
  manager?: string | undefined;
}

/**
 * Which definition of an indicator is asked, and for what; the same for its rows and for the list behind one of them.
 *
 * @param period the moments of the frame, both given
 * @param reps whose numbers the viewer may see of this question
 */
export async function frameIndicator(
  id: IndicatorId,
  { ports, viewer, query }: Pick<EndpointCall<IndicatorQuestion>, 'ports' | 'viewer' | 'query'>,
  { profile, asOf }: Frame,
  period: { from: Instant; to: Instant },
  reps: VisibleReps,
): Promise<{ kind: 'framed'; indicator: Indicator; scope: IndicatorScope } | EndpointProblem> {
  const indicator = findIndicator(id, query.version);
  if (indicator === undefined) {
    const newest = findIndicator(id)?.definition.version;
    return invalidQuery([
      { path: '/version', message: `is not one of ${id}, whose newest is ${String(newest)}` },
    ]);
  }
  const { groupings } = indicator.definition;
  const by = query.by ?? null;
  if (by !== null && !groupings.includes(by)) {
    return invalidQuery([{ path: '/by', message: `must be one of ${groupings.join(', ')} for ${id}` }]);
  }
  const pipeline = choosePipeline(indicator.definition, profile.pipelines, query.pipeline, by);
  if (pipeline.kind === 'problem') return pipeline;
  const scope: IndicatorScope = {
    tenant: viewer.tenant,
    ...(pipeline.pipelineId === null ? {} : { pipelineId: pipeline.pipelineId }),
    ...(query.stage === undefined ? {} : { stageId: query.stage }),
    ...period,
    asOf,
    timeZone: profile.timeZone,
    fiscalYearStartMonth: profile.fiscalYearStartMonth,
    currency: await ports.readCurrency(viewer.tenant, profile),
    by,
    reps,
    ...setFilters(query),
  };
  return { kind: 'framed', indicator, scope };
}
