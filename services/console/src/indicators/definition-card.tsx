import { Card, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { IndicatorDefinition } from '@stepup/contracts';
import { formatLocalDay } from '@stepup/wording/dates';
import { Link } from 'react-router';
import { useIndicator } from '../api/use-indicators.ts';
import type { FunnelRequest } from '../api/use-funnel.ts';
import { addressBehind } from '../deals/deals-filter.ts';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { Fact } from '../notices/fact.tsx';
import { indicatorWords } from '../wording/indicator-value.ts';

/** One definition of an indicator: the number in the time chosen, and what it means. */
export function DefinitionCard({
  definition,
  name,
  request,
}: {
  definition: Omit<IndicatorDefinition, 'earlier_versions'>;
  /** What this definition is called beside another one; null where it is the only one. */
  name: string | null;
  request: FunnelRequest | null;
}) {
  const { id, version, unit, changed } = definition;
  const asked = useIndicator(id, version, request);
  return (
    <Card withBorder padding="md" component="section" aria-label={name ?? definition.title}>
      <Stack gap="xs">
        {name !== null && (
          <Title order={2} size="h4">
            {name}
          </Title>
        )}
        {asked.isError && <FailureNotice error={asked.error} retry={asked.refetch} />}
        {!asked.isError && asked.data === undefined && <Skeleton height={48} />}
        {asked.data !== undefined && <Value row={asked.data.rows[0]} unit={unit} />}
        {changed !== undefined && <Fact name={`Since ${formatLocalDay(changed.on)}`}>{changed.because}</Fact>}
        <Fact name="Meaning">{definition.definition}</Fact>
        <Fact name="Formula">{definition.formula}</Fact>
        <Fact name="Basis">{definition.basis}</Fact>
        <Fact name="Counted for">{definition.owner_rule}</Fact>
        <Fact name="Left out">{definition.exclusions}</Fact>
        <Fact name="Seen by">{definition.seen_by}</Fact>
      </Stack>
    </Card>
  );
}

function Value({
  row,
  unit,
}: {
  row: (Parameters<typeof indicatorWords>[0] & { behind: string | null }) | undefined;
  unit: IndicatorDefinition['unit'];
}) {
  const { value, range, rests } = indicatorWords(row, unit);
  const address = addressBehind(row?.behind ?? null);
  return (
    <div className="tabular">
      <Text size="xl" fw={600}>
        {value ?? '–'}
      </Text>
      <Text size="sm" c="dimmed">
        {address === null ? (
          rests
        ) : (
          <Link className="number-link" to={address}>
            {rests}
          </Link>
        )}
        {range !== null && `, range ${range}`}
      </Text>
    </div>
  );
}
