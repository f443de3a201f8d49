import { Group, Select, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import type { Person, Pipeline } from '../api/console-answers.ts';
import type { FunnelFilters } from './use-funnel-filters.ts';
import { addDays } from '@stepup/wording/dates';
import { periodDays } from './period.ts';

const lengths = [
  { value: '3m', label: '3 months' },
  { value: '6m', label: '6 months' },
  { value: '12m', label: '12 months' },
  { value: 'all', label: 'All' },
  { value: 'dates', label: 'Dates' },
];

/** Which deals count: period of entry, moment, pipeline and, for those with several managers below them, manager. */
export function FunnelControls({
  filters,
  change,
  asOfDay,
  pipelines,
  managers,
  chosenPipeline,
  bounds,
}: {
  filters: FunnelFilters;
  change: (changes: Readonly<Record<string, string | null>>) => void;
  /** The day that numbers are as of now; dates start from it. */
  asOfDay: string;
  pipelines: readonly Pipeline[];
  managers: readonly Person[];
  chosenPipeline: string | null;
  /** The period in words, once it is known. */
  bounds: string;
}) {
  const { period } = filters;
  return (
    <Group align="flex-start" gap="md">
      <Stack gap={4}>
        <Text size="sm" fw={500} id="period-label">
          Deals that entered a step in the last …
        </Text>
        <SegmentedControl
          size="xs"
          aria-labelledby="period-label"
          data={lengths}
          value={period.kind === 'last' ? period.length : period.kind}
          onChange={(value) => {
            if (value !== 'dates') change({ period: value, from: null, to: null });
            else change({ period: null, from: addDays(asOfDay, -periodDays['6m']), to: asOfDay });
          }}
        />
        <Text size="xs" c="dimmed" mih={18}>
          {bounds}
        </Text>
      </Stack>
      {period.kind === 'dates' && (
        <Group gap="xs" wrap="nowrap">
          <TextInput
            type="date"
            label="From"
            value={period.from}
            onChange={(event) => change({ from: event.currentTarget.value, to: period.to })}
          />
          <TextInput
            type="date"
            label="Until, not including"
            value={period.to}
            onChange={(event) => change({ from: period.from, to: event.currentTarget.value })}
          />
        </Group>
      )}
      <TextInput
        type="date"
        label="As of"
        value={filters.asOf ?? asOfDay}
        onChange={(event) => change({ as_of: event.currentTarget.value })}
      />
      {pipelines.length > 1 && (
        <Select
          label="Process"
          data={pipelines.map(({ pipeline_id, name }) => ({ value: pipeline_id, label: name }))}
          value={chosenPipeline}
          onChange={(value) => change({ pipeline: value, stage: null })}
          allowDeselect={false}
        />
      )}
      {managers.length > 1 && (
        <Select
          label="Team of"
          placeholder="Everybody"
          data={managers.map(({ person_id, name }) => ({ value: person_id, label: name ?? person_id }))}
          value={filters.manager}
          onChange={(value) => change({ manager: value })}
          clearable
        />
      )}
    </Group>
  );
}
