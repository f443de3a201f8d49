import { playbookSkills } from './playbook-skills.ts';
import type { Skill } from './skill.ts';
import { usualStepOf } from './usual-step.ts';

/** An open stage of a tenant's sales process. */
export interface ProcessStage {
  pipelineId: string;
  stageId: string;
  name: string;
}

/** A skill with the stages of this tenant that it is known to serve; none where their names do not tell. */
export interface ListedSkill extends Skill {
  stages: readonly ProcessStage[];
}

/** Every skill that can be chosen, for a tenant with these open stages. */
export function listSkills(stages: readonly ProcessStage[]): ListedSkill[] {
  const known = stages.map((stage) => ({ stage, step: usualStepOf(stage) }));
  return playbookSkills.map((skill) => ({
    ...skill,
    stages: known.flatMap(({ stage, step }) => (step !== null && skill.steps.includes(step) ? [stage] : [])),
  }));
}
