import { Autocomplete, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import type { ChartAnswer } from '@stepup/contracts';
import { useState } from 'react';
import { usePeople } from '../api/use-people.ts';
import { PageSection } from '../app/page-section.tsx';
import { OneLineForm } from '../forms/one-line-form.tsx';
import { useNames } from '../names/use-names.ts';
import { chartQuestions, chartSolutions } from '../wording/chart-questions.ts';
import { useSessionOnScreen } from './session-context.tsx';

/** What helps? The questions in their order; the first no acts, and all are noted. */
export function ChartSection() {
  const { session, isAlive } = useSessionOnScreen();
  const [isAnswering, setIsAnswering] = useState(false);
  const { chart } = session;
  const names = useNames();
  if (chart === null && !isAlive) return null;
  return (
    <PageSection title="What would help?">
      {chart !== null && (
        <Stack gap={4}>
          <Text fw={550}>
            {chart.acts === null
              ? 'Nothing stands out: every answer was a yes.'
              : chartSolutions[chart.acts.solution]}
          </Text>
          {chart.hits.map(({ question }) => (
            <Text key={question} size="sm" c="dimmed">
              {chartQuestions.find((one) => one.question === question)?.ask} No.
            </Text>
          ))}
          {chart.owner_id !== null && (
            <Text size="sm">
              {names.person(chart.owner_id)}: {chart.owner_task}
            </Text>
          )}
        </Stack>
      )}
      {chart?.acts?.solution === 'other' && chart.owner_id === null && isAlive && <OwnerForm />}
      {isAlive && (chart === null || isAnswering) && <ChartForm onDone={() => setIsAnswering(false)} />}
      {isAlive && chart !== null && !isAnswering && (
        <Group>
          <Button size="compact-sm" variant="subtle" onClick={() => setIsAnswering(true)}>
            Answer again
          </Button>
        </Group>
      )}
    </PageSection>
  );
}

/** One question after the other: the next one opens with the answer before, so none is skipped. */
function ChartForm({ onDone }: { onDone: () => void }) {
  const { isMoving, move } = useSessionOnScreen();
  const [answers, setAnswers] = useState<readonly ChartAnswer[]>([]);
  const asked = chartQuestions.slice(0, answers.length + 1);
  const answer = (index: number, given: ChartAnswer) => setAnswers([...answers.slice(0, index), given]);
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        Ask them in this order; the first no says what helps.
      </Text>
      {asked.map(({ question, ask }, index) => (
        <Group key={question} justify="space-between" wrap="nowrap">
          <Text size="sm">{ask}</Text>
          <SegmentedControl
            size="sm"
            aria-label={ask}
            style={{ flexShrink: 0 }}
            data={[
              { value: 'yes', label: 'Yes' },
              { value: 'no', label: 'No' },
              ...(answers[index] === undefined ? [{ value: '', label: '?' }] : []),
            ]}
            value={answers[index]?.answer ?? ''}
            onChange={(given) => {
              if (given === 'yes' || given === 'no') answer(index, { question, answer: given });
            }}
          />
        </Group>
      ))}
      <Group justify="flex-end">
        <Button
          variant="light"
          loading={isMoving}
          disabled={answers.length === 0}
          onClick={() => move({ kind: 'answer_chart', answers: [...answers] }, onDone)}
        >
          See what helps
        </Button>
      </Group>
    </Stack>
  );
}

function OwnerForm() {
  const { session, isMoving, move } = useSessionOnScreen();
  const people = usePeople().data ?? [];
  const [owner, setOwner] = useState('');
  const known = people.find(({ name, person_id }) => name === owner || person_id === owner);
  return (
    <OneLineForm
      label="What has to be cleared?"
      button="Name the owner"
      isBusy={isMoving}
      maxLength={500}
      beside={
        <Autocomplete
          label="By whom?"
          description="Often not the learner"
          data={people
            .filter(({ person_id }) => person_id !== session.learner_id)
            .map(({ name, person_id }) => name ?? person_id)}
          value={owner}
          onChange={setOwner}
        />
      }
      send={(text, done) => {
        if (owner.trim() !== '')
          move({ kind: 'name_chart_owner', owner_id: known?.person_id ?? owner.trim(), text }, done);
      }}
    />
  );
}
