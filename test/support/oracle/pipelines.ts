import { groupBy } from './group-by.ts';
import type { Instant } from './instant.ts';
import type { PipelineDefined } from './oracle-event.ts';
import { inForceAt, inForceBefore, type Statement } from './statement.ts';

/** Where a stage puts a deal: on a step, at an end, or (a stage the definition does not know) nowhere. */
export type Standing =
  | { readonly kind: 'open'; readonly stageId: string; readonly position: number }
  | { readonly kind: 'won' | 'lost'; readonly stageId: string }
  | { readonly kind: 'nowhere' };

export interface Step {
  readonly stageId: string;
  readonly position: number;
  /** Null after the last step. */
  readonly nextStageId: string | null;
  readonly horizonDays: number | null;
}

export interface PipelineDefinition {
  /** Open stages by position. */
  readonly steps: readonly Step[];
  standingAt(stageId: string | null): Standing;
}

export interface Pipelines {
  /** Null where the pipeline is never defined. */
  definitionAt(pipelineId: string, at: Instant): PipelineDefinition | null;
  definitionBefore(pipelineId: string, asOf: Instant): PipelineDefinition | null;
}

export function readPipelines(statements: readonly Statement<PipelineDefined>[]): Pipelines {
  const byId = groupBy(statements, ({ said }) => said.pipeline_id);
  const read = (said: PipelineDefined | undefined): PipelineDefinition | null =>
    said === undefined ? null : readDefinition(said);
  return {
    definitionAt: (pipelineId, at) => read(inForceAt(byId.get(pipelineId) ?? [], at)),
    definitionBefore: (pipelineId, asOf) => read(inForceBefore(byId.get(pipelineId) ?? [], asOf)),
  };
}

function readDefinition({ stages }: PipelineDefined): PipelineDefinition {
  const open = stages
    .filter(({ outcome }) => (outcome ?? null) === null)
    .sort((a, b) => a.position - b.position);
  return {
    steps: open.map((stage, index) => ({
      stageId: stage.stage_id,
      position: stage.position,
      nextStageId: open[index + 1]?.stage_id ?? null,
      horizonDays: stage.horizon_days ?? null,
    })),
    standingAt(stageId) {
      const stage = stages.find((one) => one.stage_id === stageId);
      if (stage === undefined) return { kind: 'nowhere' };
      const { outcome = null, position } = stage;
      if (outcome === null) return { kind: 'open', stageId: stage.stage_id, position };
      return { kind: outcome, stageId: stage.stage_id };
    },
  };
}
