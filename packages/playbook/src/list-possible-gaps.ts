import type { Playbook, PlaybookSkill, PlaybookStep, PossibleGap } from '@stepup/contracts';
import { placeStages, type ProcessStage } from './place-stages.ts';

/** A possible gap at a stage of a tenant, with its skill. */
export interface ListedGap extends PossibleGap {
  /** Unique within the playbook, like `qualified.trust`. */
  readonly id: string;
  readonly of: PlaybookSkill;
  readonly step: Pick<PlaybookStep, 'id' | 'name'>;
}

/** What may be behind a gap at a stage, in the order of the playbook; nothing where the stage is none of its steps. */
export function listPossibleGaps(
  playbook: Playbook,
  stages: readonly ProcessStage[],
  at: Pick<ProcessStage, 'pipelineId' | 'stageId'>,
): ListedGap[] {
  const place = placeStages(playbook, stages).find(
    ({ stage }) => stage.pipelineId === at.pipelineId && stage.stageId === at.stageId,
  );
  const step = place?.step ?? null;
  if (step === null) return [];
  return step.possible_gaps.flatMap((gap) => {
    const of = playbook.skills.find(({ id }) => id === gap.skill);
    return of === undefined
      ? []
      : [{ ...gap, id: `${step.id}.${gap.skill}`, of, step: { id: step.id, name: step.name } }];
  });
}
