import { Select, Text } from '@mantine/core';
import { useSkills } from '../api/use-skills.ts';
import { usePlanOnScreen } from './plan-context.tsx';
import { PageSection } from '../app/page-section.tsx';
import { skillChoices } from './skill-choices.ts';
import { skillName } from './skill-name.ts';

/** The first question: which skill? Can be changed until the plan starts. */
export function SkillSection() {
  const { plan, isOpen, move, isMoving } = usePlanOnScreen();
  const skills = useSkills().data ?? [];
  const chosen = plan.skill.at(-1)?.value ?? null;
  const step = plan.outcome.at(-1)?.value ?? null;
  const isListed = skills.some(({ id }) => id === chosen);
  return (
    <PageSection title="1. Which skill do we work on?">
      {isOpen && (isListed || chosen === null) ? (
        <Select
          aria-label="Skill"
          placeholder="Choose one skill"
          data={skillChoices(skills, step)}
          value={chosen}
          disabled={isMoving}
          onChange={(id) => {
            if (id !== null && id !== chosen) move({ kind: 'choose_skill', skill_id: id });
          }}
          allowDeselect={false}
          searchable
        />
      ) : (
        <Text fw={550}>{skillName(chosen, skills)}</Text>
      )}
    </PageSection>
  );
}
