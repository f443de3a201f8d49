import type { IndicatorId } from '@stepup/contracts';
import type { PipelineProfile } from '@stepup/warehouse';
import type { EndpointProblem } from '../endpoint/endpoint.ts';
import { resolvePipeline } from './resolve-pipeline.ts';

/** Counted along the steps of one pipeline. */
const stepIndicators: ReadonlySet<IndicatorId> = new Set([
  'entered',
  'advanced',
  'lost',
  'open',
  'step_up_rate',
  'time_in_step',
  'contacts_per_deal',
]);

/**
 * The pipeline an indicator is restricted to; null is none. Deals that never named a pipeline count for indicators of whole
 * deals, and activities without a deal for activities, so the only pipeline of a tenant restricts steps alone.
 */
export function choosePipelineOfIndicator(
  indicatorId: IndicatorId,
  pipelines: readonly PipelineProfile[],
  named: string | undefined,
): { kind: 'chosen'; pipelineId: string | null } | EndpointProblem {
  if (named === undefined && indicatorId === 'activities') return { kind: 'chosen', pipelineId: null };
  const choice = resolvePipeline(pipelines, named);
  if (choice.kind === 'problem') return choice;
  if (choice.kind === 'none_defined') return { kind: 'chosen', pipelineId: null };
  const restricts = named !== undefined || stepIndicators.has(indicatorId);
  return { kind: 'chosen', pipelineId: restricts ? choice.pipelineId : null };
}
