import { Text } from '@mantine/core';
import type { Plan } from '@stepup/contracts';
import { formatMonth } from '@stepup/wording/dates';
import { useSkills } from '../api/use-skills.ts';
import { skillName } from './skill-name.ts';

/** Why no second plan is offered beside one that is about something else. */
export function OtherPlanNote({ plan }: { plan: Plan }) {
  const skills = useSkills().data ?? [];
  return (
    <Text size="sm" mt="xs">
      There is a plan already: {skillName(plan.skill.at(-1)?.value ?? null, skills)},{' '}
      {formatMonth(plan.month)}. One skill at a time.
    </Text>
  );
}
