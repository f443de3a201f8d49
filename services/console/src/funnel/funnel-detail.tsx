import { Anchor, Button, Card, Group, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { FunnelAnswer, FunnelStep } from '@stepup/contracts';
import { useNavigate } from 'react-router';
import { useDiagnoses } from '../api/use-diagnoses.ts';
import { useLatestCells } from '../api/use-latest-cells.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { RatesChart } from '../charts/rates-chart.tsx';
import { dealsAddress } from '../deals/deals-filter.ts';
import { useNames } from '../names/use-names.ts';
import { formatDay } from '@stepup/wording/dates';
import { horizonSentence } from '@stepup/wording/note-sentences';
import type { Subject } from '@stepup/wording/subject';
import { RatesTable } from './rates-table.tsx';
import { rowsOfPerson, rowsOfStep, stepLabel } from './to-rate-rows.ts';

/** The people of one step, or the steps of one person, as chart and table; each row opens its deals. */
export function FunnelDetail({
  byRep,
  step,
  person,
  asOf,
  isAlone,
  choosePerson,
}: {
  byRep: FunnelAnswer;
  step: FunnelStep;
  person: string | null;
  /** The day that the reader asked for; flags are as of then, too. */
  asOf: string | null;
  /** There is one person only, so there is nothing to go back to. */
  isAlone: boolean;
  choosePerson: (id: string | null) => void;
}) {
  const names = useNames();
  const timeZone = useTimeZone();
  const navigate = useNavigate();
  const [isTableShown, { toggle }] = useDisclosure(false);
  const latest = useLatestCells().data;
  const findings = useDiagnoses(asOf).data?.items ?? [];
  const benchmarks = { cells: latest?.kind === 'cells' ? latest.cells : [], findings };
  const rows =
    person === null
      ? rowsOfStep(byRep, step.stage_id, names, benchmarks)
      : rowsOfPerson(byRep, person, names, benchmarks);
  const hasRates = rows.some(({ stepRate }) => stepRate.kind === 'rate');
  const addressOf = (id: string, state?: 'open'): string =>
    dealsAddress({
      pipeline: byRep.pipeline_id,
      rep: person ?? id,
      stage: person === null ? step.stage_id : id,
      from: byRep.from,
      to: byRep.to,
      as_of: byRep.as_of,
      ...(state === undefined ? {} : { state }),
    });
  const title = person === null ? stepLabel(step, byRep.pipeline_id, names) : titleOf(names.subject(person));
  return (
    <Card withBorder padding="md">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">
          {title}
        </Title>
        {person !== null && !isAlone && (
          <Anchor component="button" size="sm" onClick={() => choosePerson(null)}>
            Back to everybody
          </Anchor>
        )}
      </Group>
      {hasRates ? (
        <RatesChart
          rows={rows}
          label={`${title}: the step-up rate of each row with its range; the table below has the same numbers`}
          axisName={person === null ? `step-up rate within ${step.horizon_days} days` : 'step-up rate'}
          onSelect={(id) => void navigate(addressOf(id))}
        />
      ) : (
        <Text>Nothing is decided yet at this step, so there is no rate to show.</Text>
      )}
      <Text size="xs" c="dimmed" mt="xs">
        {hasRates && 'Click a row for the deals behind it. '}
        {person === null && `${horizonSentence(step.horizon_days, step.horizon_source)} `}
        {latest?.kind === 'cells'
          ? `“Typical” is from the look of ${formatDay(latest.asOf, timeZone)}.`
          : 'There is no diagnosis yet, so nobody is compared.'}
      </Text>
      {hasRates && (
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
      )}
      {(isTableShown || !hasRates) && (
        <RatesTable
          rows={rows}
          firstColumn={person === null ? 'Person' : 'Step'}
          addressOf={({ id }, state) => addressOf(id, state)}
          {...(person === null ? { choose: choosePerson } : {})}
        />
      )}
      {byRep.next_cursor !== null && (
        <Text size="xs" c="orange">
          Only the first {byRep.rows.length} people are shown. Choose a manager to see the others.
        </Text>
      )}
    </Card>
  );
}

function titleOf({ name, isSelf }: Subject): string {
  return isSelf ? 'Your steps' : name;
}
