import type { PipelineProfile, PipelineStep } from '@stepup/warehouse';
import type { EndpointProblem } from '../endpoint/endpoint.ts';

/** Which pipeline a question is about. */
export type PipelineChoice =
  | { kind: 'pipeline'; pipelineId: string; steps: readonly PipelineStep[] }
  /** The tenant has not defined any: there are no steps. */
  | { kind: 'none_defined' }
  | EndpointProblem;

/** The pipeline named, or the only one of the tenant. */
export function resolvePipeline(
  pipelines: readonly PipelineProfile[],
  named: string | undefined,
): PipelineChoice {
  if (named !== undefined) {
    const known = pipelines.find(({ pipelineId }) => pipelineId === named);
    if (known !== undefined) return { kind: 'pipeline', pipelineId: named, steps: known.steps };
    return { kind: 'problem', code: 'not_found', detail: 'No pipeline with this id is defined.' };
  }
  const [only] = pipelines;
  if (only === undefined) return { kind: 'none_defined' };
  if (pipelines.length === 1) {
    return { kind: 'pipeline', pipelineId: only.pipelineId, steps: only.steps };
  }
  const ids = pipelines.slice(0, 20).map(({ pipelineId }) => pipelineId);
  return { kind: 'problem', code: 'pipeline_required', detail: `Name one of ${ids.join(', ')} as pipeline.` };
}
