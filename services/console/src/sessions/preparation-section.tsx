import { Anchor, Button, Collapse, List, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { SessionPreparation } from '@stepup/contracts';
import { Link } from 'react-router';
import { useSkills } from '../api/use-skills.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { PageSection } from '../app/page-section.tsx';
import { usePreparation } from '../api/use-preparation.ts';
import { useDealNames } from '../names/use-deal-names.ts';
import { Fact } from '../notices/fact.tsx';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { skillName } from '../plan/skill-name.ts';
import { targetSentence } from '../plan/target-sentence.ts';
import { formatDay, formatMoment } from '@stepup/wording/dates';
import { useSessionOnScreen } from './session-context.tsx';

/** What is known already: to look at together before the talk. Nothing in it is a verdict. */
export function PreparationSection() {
  const { session } = useSessionOnScreen();
  const preparation = usePreparation(session.id);
  const [isOpen, { toggle }] = useDisclosure(true);
  return (
    <PageSection
      title="What we know already"
      beside={
        <Button size="compact-sm" variant="subtle" onClick={toggle} aria-expanded={isOpen}>
          {isOpen ? 'Hide' : 'Show'}
        </Button>
      }
    >
      {preparation.isError && <FailureNotice error={preparation.error} retry={preparation.refetch} />}
      {preparation.isPending && (
        <Text size="sm" c="dimmed" role="status">
          Reading …
        </Text>
      )}
      {preparation.isSuccess && (
        <Collapse expanded={isOpen}>
          <Stack gap="md">
            <FiveQuestions preparation={preparation.data} />
            <Roam preparation={preparation.data} />
            <Questions preparation={preparation.data} />
            <Deals preparation={preparation.data} />
          </Stack>
        </Collapse>
      )}
    </PageSection>
  );
}

function FiveQuestions({ preparation: { card, plan_id } }: { preparation: SessionPreparation }) {
  if (plan_id === null) {
    return (
      <Text size="sm" c="dimmed">
        No plan yet, so the five questions are empty: this talk can be the start of one.
      </Text>
    );
  }
  return (
    <Stack gap={6}>
      <Title order={3} size="h5">
        The five questions
      </Title>
      <Stack gap={8} component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
        {card.map(({ id, ask, filled_in }) => (
          <li key={id}>
            <Text size="sm" fw={550}>
              {ask}
            </Text>
            <Text size="sm" c={filled_in === null ? 'dimmed' : 'inherit'} className="any-break">
              {filled_in ?? 'Ask.'}
            </Text>
          </li>
        ))}
      </Stack>
    </Stack>
  );
}

function Roam({ preparation: { roam } }: { preparation: SessionPreparation }) {
  const timeZone = useTimeZone();
  const { session } = useSessionOnScreen();
  const dealName = useDealNames(session.learner_id);
  const { results, results_as_of: asOf, target, activities, methodology } = roam;
  return (
    <Stack gap={6}>
      <Title order={3} size="h5">
        Results, activities, methodology
      </Title>
      {results.map(({ indicator, value, basis }) => (
        <Fact key={indicator} name={indicator}>
          {value}{' '}
          <Text span c="dimmed" inherit>
            {basis}
          </Text>
        </Fact>
      ))}
      {asOf !== null && (
        <Text size="xs" c="dimmed">
          As it stood on {formatDay(asOf, timeZone)}, when the plan was made.
        </Text>
      )}
      {target !== null && <Fact name="Objective">{targetSentence(target)}</Fact>}
      <Fact name="Activities">
        {activities.calls_last_14_days} calls and meetings in the last two weeks,{' '}
        {activities.calls_next_14_days} planned in the next two
        {activities.coming.slice(0, 3).map(({ activity_id, starts_at, deal_id }) => (
          <div key={activity_id}>
            {formatMoment(starts_at, timeZone)}
            {deal_id === null ? '' : `, ${dealName(deal_id)}`}
          </div>
        ))}
      </Fact>
      {methodology.length > 0 && (
        <Fact name="What good looks like">
          <List size="sm">
            {methodology.map((behaviour) => (
              <List.Item key={behaviour}>{behaviour}</List.Item>
            ))}
          </List>
        </Fact>
      )}
    </Stack>
  );
}

function Questions({ preparation: { questions } }: { preparation: SessionPreparation }) {
  const skills = useSkills().data ?? [];
  if (questions.length === 0) return null;
  return (
    <Stack gap={6}>
      <Title order={3} size="h5">
        Questions to ask
      </Title>
      {questions.map(({ skill, because, ask }) => (
        <div key={skill}>
          <Text size="sm" c="dimmed">
            {skillName(skill, skills)}: {because}
          </Text>
          <List size="sm">
            {ask.map((question) => (
              <List.Item key={question}>{question}</List.Item>
            ))}
          </List>
        </div>
      ))}
    </Stack>
  );
}

function Deals({ preparation }: { preparation: SessionPreparation }) {
  const { deals_to_talk_about: open, similar_deals: similar, last_prediction: last } = preparation;
  const listOfDeals = (deals: typeof open) =>
    deals.map(
      ({ deal_id, name, state }) => `${name ?? deal_id}${state === 'open' ? '' : ` (${stateWords(state)})`}`,
    );
  return (
    <Stack gap={6}>
      {open.length > 0 && <Fact name="Deals to talk about">{listOfDeals(open).join(', ')}</Fact>}
      {similar.length > 0 && (
        <Fact name="The pattern or a one-off?">
          Look at deals of the same step that ended: {listOfDeals(similar).join(', ')}
        </Fact>
      )}
      {last !== null && (
        <Fact name="Last experiment">
          <Anchor component={Link} to={`/calls/${encodeURIComponent(last.call_id)}`} inherit>
            {last.step}
          </Anchor>
        </Fact>
      )}
    </Stack>
  );
}

function stateWords(state: string): string {
  return state === 'advanced' ? 'moved on' : state;
}
