import type { Skill } from '../api/console-answers.ts';

/** Skills as a grouped choice: those that serve the step first, the others after. */
export function skillChoices(skills: readonly Skill[], stageId: string | null) {
  const servesStep = ({ stage_ids }: Skill): boolean => stageId !== null && stage_ids.includes(stageId);
  const toChoice = ({ id, name }: Skill) => ({ value: id, label: name });
  const here = skills.filter(servesStep).map(toChoice);
  const others = skills.filter((skill) => !servesStep(skill)).map(toChoice);
  if (here.length === 0) return others;
  return [
    { group: 'For this step', items: here },
    { group: 'For other steps', items: others },
  ];
}
