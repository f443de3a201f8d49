import type { PlaybookAnswer } from '@stepup/contracts';
import { placeStages, type ProcessStage, type ResolvedPlaybook } from '@stepup/playbook';
import type { PlaybookVersion } from '@stepup/store';

/** A version of the playbook as the contract shows it. */
export function toPlaybookDto(
  resolved: ResolvedPlaybook,
  written: PlaybookVersion | null,
  stages: readonly ProcessStage[],
): PlaybookAnswer {
  return {
    version: resolved.version,
    written_by: written?.writtenBy ?? null,
    written_at: written?.writtenAt ?? null,
    text: resolved.text,
    problems: [...resolved.problems],
    stages: toStagePlaces(resolved.playbook, stages),
  };
}

/** What the stages of a tenant are in a playbook. */
export function toStagePlaces(
  playbook: ResolvedPlaybook['playbook'],
  stages: readonly ProcessStage[],
): PlaybookAnswer['stages'] {
  return placeStages(playbook, stages).map(({ stage, step, known }) => ({
    pipeline_id: stage.pipelineId,
    stage_id: stage.stageId,
    name: stage.name,
    step_id: step?.id ?? null,
    step_name: step?.name ?? null,
    known,
  }));
}
