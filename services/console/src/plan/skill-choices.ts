import type { Skill } from '@stepup/contracts';

/** Skills as a grouped choice: those that serve the step first, the others after. */
export function skillChoices(
  skills: readonly Skill[],
  step: { pipeline_id: string; stage_id: string } | null,
) {
  const servesStep = ({ stages }: Skill): boolean =>
    stages.some(
      ({ pipeline_id, stage_id }) => pipeline_id === step?.pipeline_id && stage_id === step.stage_id,
    );
  const toChoice = ({ id, name }: Skill) => ({ value: id, label: name });
  const here = skills.filter(servesStep).map(toChoice);
  const others = skills.filter((skill) => !servesStep(skill)).map(toChoice);
  if (here.length === 0) return others;
  return [
    { group: 'For this step', items: here },
    { group: 'For other steps', items: others },
  ];
}
