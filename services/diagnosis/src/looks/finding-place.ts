import type { FindingPlace } from '@stepup/store';
import { fromStepKey } from '@stepup/tenant-diagnosis';
import type { StandingFinding } from './standing-findings.ts';

/** What a finding that stands is known by in the store. */
export function placeOf({ repId, step, since }: StandingFinding): FindingPlace {
  const { pipelineId, stageId } = fromStepKey(step);
  return { repId, pipelineId, stageId, since };
}

/** The same for the same place; it stays within the service, since whoever knows people and steps could make it. */
export function keyOfPlace({ repId, pipelineId, stageId, since }: FindingPlace): string {
  return JSON.stringify([repId, pipelineId, stageId, since]);
}
