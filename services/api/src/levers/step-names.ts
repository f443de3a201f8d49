import type { TenantProfile } from '@stepup/warehouse';

/** Names a step like `Proposal → Negotiation`; a stage that is not defined goes by its id. */
export function stepNames(
  profile: Pick<TenantProfile, 'pipelines'>,
): (pipelineId: string, stageId: string) => string {
  return (pipelineId, stageId) => {
    const steps = profile.pipelines.find((pipeline) => pipeline.pipelineId === pipelineId)?.steps ?? [];
    const index = steps.findIndex((step) => step.stageId === stageId);
    const name = steps[index]?.name ?? stageId;
    const next = index < 0 ? undefined : (steps[index + 1]?.name ?? 'Won');
    return next === undefined ? name : `${name} → ${next}`;
  };
}
