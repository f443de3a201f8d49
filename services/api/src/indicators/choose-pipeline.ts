import type { Grouping, IndicatorDefinition } from '@stepup/contracts';
import type { PipelineProfile } from '@stepup/warehouse';
import type { EndpointProblem } from '../endpoint/endpoint.ts';
import { resolvePipeline } from '../questions/resolve-pipeline.ts';

/**
 * The pipeline an indicator is restricted to; null is none. Deals that never named a pipeline count for indicators of whole
 * deals, and activities without a deal for activities, so the only pipeline of a tenant restricts steps alone. By pipeline
 * all of them are meant.
 */
export function choosePipeline(
  { counts }: Pick<IndicatorDefinition, 'counts'>,
  pipelines: readonly PipelineProfile[],
  named: string | undefined,
  by: Grouping | null,
): { kind: 'chosen'; pipelineId: string | null } | EndpointProblem {
  const isOfDeals = counts === 'steps' || counts === 'deals';
  if (named === undefined && (!isOfDeals || by === 'pipeline')) return { kind: 'chosen', pipelineId: null };
  const choice = resolvePipeline(pipelines, named);
  if (choice.kind === 'problem') return choice;
  if (choice.kind === 'none_defined') return { kind: 'chosen', pipelineId: null };
  const restricts = named !== undefined || counts === 'steps';
  return { kind: 'chosen', pipelineId: restricts ? choice.pipelineId : null };
}
