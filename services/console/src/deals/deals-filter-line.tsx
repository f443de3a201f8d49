import { Group, Pill, SegmentedControl, Text } from '@mantine/core';
import { useTimeZone } from '../api/use-time-zone.ts';
import { useNames } from '../names/use-names.ts';
import { formatDayOf, formatPeriod } from '@stepup/wording/dates';
import type { DealsFilter } from './deals-filter.ts';

/** Which deals are listed: filters to take out, and what has become of them. */
export function DealsFilterLine({
  filter,
  change,
}: {
  filter: DealsFilter;
  change: (filter: DealsFilter) => void;
}) {
  const names = useNames();
  const timeZone = useTimeZone();
  const without = (...gone: (keyof DealsFilter)[]): DealsFilter => {
    const rest = { ...filter };
    for (const name of gone) delete rest[name];
    return rest;
  };
  const pipeline = filter.pipeline ?? null;
  const isAtStep = filter.stage !== undefined;
  const states = isAtStep
    ? [
        { value: 'all', label: 'All' },
        { value: 'advanced', label: 'Moved on' },
        { value: 'lost', label: 'Lost' },
        { value: 'open', label: 'Open' },
      ]
    : [
        { value: 'all', label: 'All' },
        { value: 'won', label: 'Won' },
        { value: 'lost', label: 'Lost' },
        { value: 'open', label: 'Open' },
      ];
  return (
    <Group gap="xs" justify="space-between">
      <Group gap={6}>
        {filter.rep !== undefined && (
          <Removable text={`of ${names.person(filter.rep)}`} remove={() => change(without('rep'))} />
        )}
        {filter.manager !== undefined && (
          <Removable
            text={`of ${names.person(filter.manager)}’s team`}
            remove={() => change(without('manager'))}
          />
        )}
        {filter.stage !== undefined && (
          <Removable
            text={`at ${names.step(pipeline, filter.stage)}`}
            remove={() => change(without('stage', 'state'))}
          />
        )}
        {filter.from !== undefined && filter.to !== undefined && (
          <Removable
            text={`${isAtStep ? 'entered' : 'first seen'} ${formatPeriod({ from: filter.from, to: filter.to }, timeZone)}`}
            remove={() => change(without('from', 'to'))}
          />
        )}
        {filter.as_of !== undefined && (
          <Removable
            text={`as of ${formatDayOf(filter.as_of, timeZone)}`}
            remove={() => change(without('as_of'))}
          />
        )}
        {Object.keys(filter).length === 0 && <Text size="sm">All deals you may see</Text>}
      </Group>
      <SegmentedControl
        size="xs"
        aria-label="What became of them"
        data={states}
        value={filter.state ?? 'all'}
        onChange={(state) => change(state === 'all' ? without('state') : { ...filter, state })}
      />
    </Group>
  );
}

function Removable({ text, remove }: { text: string; remove: () => void }) {
  return (
    <Pill
      withRemoveButton
      onRemove={remove}
      removeButtonProps={{ 'aria-label': `Take out: ${text}`, 'aria-hidden': false, tabIndex: 0 }}
    >
      {text}
    </Pill>
  );
}
