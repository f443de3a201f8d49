import type { Playbook, PlaybookSkill } from '@stepup/contracts';
import { placeStages, type ProcessStage } from './place-stages.ts';

/** A skill with the steps it serves and the stages of this tenant that are those steps. */
export interface ListedSkill extends PlaybookSkill {
  readonly steps: readonly string[];
  readonly stages: readonly ProcessStage[];
}

/** Every skill that can be chosen, for a tenant with these open stages. */
export function listSkills(playbook: Playbook, stages: readonly ProcessStage[]): ListedSkill[] {
  const placed = placeStages(playbook, stages);
  return playbook.skills.map((skill) => {
    const steps = playbook.steps
      .filter(({ possible_gaps }) => possible_gaps.some((gap) => gap.skill === skill.id))
      .map(({ id }) => id);
    return {
      ...skill,
      steps,
      stages: placed.filter(({ step }) => step !== null && steps.includes(step.id)).map(({ stage }) => stage),
    };
  });
}
