import { Anchor, Code, List, SimpleGrid, Stack, Text } from '@mantine/core';
import { formatLocalDay, formatMoment, localDayOf } from '@stepup/wording/dates';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { formatQuery } from '../api/api-client.ts';
import type { CampaignRecord } from '../api/console-answers.ts';
import { usePlans } from '../api/use-plans.ts';
import { useSkills } from '../api/use-skills.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { PageSection } from '../app/page-section.tsx';
import { useNames } from '../names/use-names.ts';
import { Disclosure } from '../notices/disclosure.tsx';
import { currentPlanOf } from '../plan/current-plan.ts';
import { skillName } from '../plan/skill-name.ts';

/** Both halves with their day and their plans, and how the lot fell, so that anybody can draw it again. */
export function WhoStartsWhen({ campaign }: { campaign: CampaignRecord }) {
  const { people, state, starts_on, later_on, draw, skill_id } = campaign;
  const today = localDayOf(Date.now(), useTimeZone());
  const idsOf = (...arms: CampaignRecord['people'][number]['arm'][]): string[] =>
    people.filter(({ arm }) => arms.includes(arm)).map(({ person_id }) => person_id);
  const [start, later] = [formatLocalDay(starts_on), formatLocalDay(later_on)];
  const isUnderWay = state === 'running';
  if (draw === null) {
    return (
      <PageSection title="Who takes part">
        <People ids={idsOf(null, 'together')} skillId={skill_id} offersPlans={isUnderWay} />
      </PageSection>
    );
  }
  const isWaiting = today < later_on;
  return (
    <PageSection title="Who starts when">
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Half title={`${today < starts_on ? 'Start' : 'Started'} on ${start}`}>
          <People ids={idsOf('now')} skillId={skill_id} offersPlans={isUnderWay} />
        </Half>
        <Half title={isWaiting ? `Wait until ${later}` : `Started on ${later}`}>
          <People ids={idsOf('later')} skillId={skill_id} offersPlans={isUnderWay && !isWaiting} />
          {isWaiting && isUnderWay && (
            <Text size="xs" c="dimmed">
              Please no plan on this step for them before that day.
            </Text>
          )}
        </Half>
      </SimpleGrid>
      <HowItWasDrawn draw={draw} />
    </PageSection>
  );
}

function Half({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack gap={4}>
      <Text fw={600}>{title}</Text>
      {children}
    </Stack>
  );
}

/** Names; beside each the plan of now, or the way to one where coaching has begun. */
function People({
  ids,
  skillId,
  offersPlans,
}: {
  ids: readonly string[];
  skillId: string;
  offersPlans: boolean;
}) {
  const names = useNames();
  const listed = ids
    .map((id) => ({ id, name: names.person(id) }))
    .toSorted((one, other) => one.name.localeCompare(other.name));
  return (
    <List listStyleType="none" spacing={2}>
      {listed.map(({ id, name }) => (
        <List.Item key={id}>
          {name}
          {offersPlans && <PlanOf personId={id} name={name} skillId={skillId} />}
        </List.Item>
      ))}
    </List>
  );
}

/** One skill at a time: whoever works on another one now is shown with that. */
function PlanOf({ personId, name, skillId }: { personId: string; name: string; skillId: string }) {
  const plan = currentPlanOf(usePlans().data?.items ?? [], personId);
  const skills = useSkills().data ?? [];
  const skill = plan?.skill.at(-1)?.value ?? null;
  const word =
    plan === null ? 'Open a plan' : skill === skillId ? 'The plan' : `now on: ${skillName(skill, skills)}`;
  const to =
    plan === null ? `/plans/new${formatQuery({ rep: personId })}` : `/plans/${encodeURIComponent(plan.id)}`;
  return (
    <>
      {' · '}
      <Anchor component={Link} to={to} size="sm" aria-label={`${name}: ${word}`}>
        {word}
      </Anchor>
    </>
  );
}

function HowItWasDrawn({ draw }: { draw: NonNullable<CampaignRecord['draw']> }) {
  const names = useNames();
  const timeZone = useTimeZone();
  const { method, seed, blocks, by, at } = draw;
  return (
    <Disclosure question="How did the lot fall?">
      <Stack gap={4}>
        <Text size="sm">
          Drawn once, by {names.person(by)} on {formatMoment(at, timeZone)}, among the people of each line
          below. With the seed and the lists below anybody can draw it again and gets the same.
        </Text>
        <Text size="sm">
          Seed <Code>{seed}</Code>, method <Code>{method}</Code>
        </Text>
        {blocks.map(({ listed, now }) => (
          <Text size="sm" key={listed.join(' ')}>
            {now} of these {listed.length}: {listed.map((id) => names.person(id)).join(', ')}
          </Text>
        ))}
      </Stack>
    </Disclosure>
  );
}
