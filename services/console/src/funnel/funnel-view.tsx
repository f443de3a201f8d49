import { Anchor, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { FunnelAnswer } from '@stepup/contracts';
import { useNavigate } from 'react-router';
import { useDiagnoses } from '../api/use-diagnoses.ts';
import { useLatestCells } from '../api/use-latest-cells.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { RatesChart } from '../charts/rates-chart.tsx';
import { dealsAddress } from '../deals/deals-filter.ts';
import { useNames } from '../names/use-names.ts';
import { EmptyNotice } from '../notices/empty-notice.tsx';
import { formatDay } from '../wording/dates.ts';
import { horizonSentence } from '../wording/note-sentences.ts';
import { RatesTable } from './rates-table.tsx';
import { StepCards } from './step-cards.tsx';
import { rowsOfPerson, rowsOfStep, stepLabel } from './to-rate-rows.ts';
import type { FunnelFilters } from './use-funnel-filters.ts';

/** The answers of the API as cards, chart and table: the people of one step, or the steps of one person. */
export function FunnelView({
  everybody,
  byRep,
  filters,
  change,
}: {
  everybody: FunnelAnswer;
  byRep: FunnelAnswer;
  filters: FunnelFilters;
  change: (changes: Readonly<Record<string, string | null>>) => void;
}) {
  const names = useNames();
  const timeZone = useTimeZone();
  const navigate = useNavigate();
  const [isTableShown, { toggle }] = useDisclosure(false);
  const latest = useLatestCells().data;
  const findings = useDiagnoses().data?.items ?? [];
  const benchmarks = { cells: latest?.kind === 'cells' ? latest.cells : [], findings };

  const steps = everybody.rows[0]?.steps ?? [];
  const step = steps.find(({ stage_id }) => stage_id === filters.stage) ?? steps[0];
  const onlyRep = byRep.rows.length === 1 ? (byRep.rows[0]?.key ?? null) : null;
  const person = filters.person ?? onlyRep;
  if (step === undefined || steps.every(({ entered }) => entered === 0)) {
    return (
      <EmptyNotice title="No deal entered a step in this time">
        Choose a longer time or another process.
      </EmptyNotice>
    );
  }
  const rows =
    person === null
      ? rowsOfStep(byRep, step.stage_id, names, benchmarks)
      : rowsOfPerson(byRep, person, names, benchmarks);
  const addressOf = (id: string): string =>
    dealsAddress({
      pipeline: byRep.pipeline_id,
      rep: person ?? id,
      stage: person === null ? step.stage_id : id,
      from: byRep.from,
      to: byRep.to,
      ...(filters.asOf === null ? {} : { as_of: filters.asOf }),
    });
  const title =
    person === null
      ? stepLabel(step, everybody.pipeline_id, names)
      : names.subject(person).isSelf
        ? 'Your steps'
        : names.person(person);
  return (
    <Stack gap="md">
      {person === null && (
        <StepCards
          steps={steps}
          pipelineId={everybody.pipeline_id}
          names={names}
          chosen={step.stage_id}
          choose={(stage) => change({ stage })}
        />
      )}
      <Card withBorder padding="md">
        <Group justify="space-between" mb="xs">
          <Title order={2} size="h4">
            {title}
          </Title>
          {person !== null && onlyRep === null && (
            <Anchor component="button" size="sm" onClick={() => change({ person: null })}>
              Back to everybody
            </Anchor>
          )}
        </Group>
        <RatesChart
          rows={rows}
          label={`${title}: the rate of each row with its range; the table below has the same numbers`}
          onSelect={(id) => void navigate(addressOf(id))}
        />
        <Text size="xs" c="dimmed" mt="xs">
          Click a row for the deals behind it. Open deals are not decided yet and count by their age.{' '}
          {person === null && horizonSentence(step.horizon_days, step.horizon_source)}{' '}
          {latest?.kind === 'cells'
            ? `“Typical” is from the diagnosis as of ${formatDay(latest.asOf, timeZone)}.`
            : 'There is no diagnosis yet, so nobody is compared.'}
        </Text>
        <Button
          variant="subtle"
          size="compact-sm"
          mt="xs"
          w="fit-content"
          onClick={toggle}
          aria-expanded={isTableShown}
        >
          {isTableShown ? 'Hide the numbers' : 'Show the numbers'}
        </Button>
        {isTableShown && (
          <RatesTable
            rows={rows}
            firstColumn={person === null ? 'Person' : 'Step'}
            addressOf={({ id }) => addressOf(id)}
            {...(person === null ? { choose: (id: string) => change({ person: id }) } : {})}
          />
        )}
        {byRep.next_cursor !== null && (
          <Text size="xs" c="orange">
            Only the first {byRep.rows.length} people are shown. Choose a manager to see the others.
          </Text>
        )}
      </Card>
    </Stack>
  );
}
