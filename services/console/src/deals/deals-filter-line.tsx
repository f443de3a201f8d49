import { Group, Pill, SegmentedControl, Text } from '@mantine/core';
import { usePresets } from '../api/use-preset.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { useNames } from '../names/use-names.ts';
import { formatDayOf, formatPeriod } from '@stepup/wording/dates';
import { humaniseId } from '@stepup/wording/humanise-id';
import { presetPartWords } from '../wording/preset-words.ts';
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
  if (filter.preset !== undefined) return <PresetLine filter={filter} change={change} />;
  if (filter.indicator !== undefined) return <BehindLine filter={filter} change={change} />;
  return (
    <Group gap="xs" justify="space-between">
      <Group gap={6}>
        {filter.rep !== undefined && (
          <Removable text={`of ${names.person(filter.rep)}`} remove={() => change(without('rep'))} />
        )}
        {filter.deal !== undefined && (
          <Removable text={`deal ${filter.deal}`} remove={() => change(without('deal'))} />
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

/** Which row of an indicator is opened; its parts belong together and go together. */
function BehindLine({ filter, change }: { filter: DealsFilter; change: (filter: DealsFilter) => void }) {
  const names = useNames();
  const timeZone = useTimeZone();
  const { indicator = '', key = 'all', by, from, to, stage, rep, pipeline = null } = filter;
  const words = [
    `behind ${humaniseId(indicator).toLowerCase()}`,
    ...(stage === undefined ? [] : [`at ${names.step(pipeline, stage)}`]),
    ...(rep === undefined ? [] : [`of ${names.person(rep)}`]),
    ...(by === undefined
      ? []
      : [by === 'rep' ? `of ${names.person(key)}` : `${humaniseId(by).toLowerCase()} ${key}`]),
    ...(from === undefined || to === undefined ? [] : [formatPeriod({ from, to }, timeZone)]),
  ];
  return (
    <Group gap={6}>
      <Removable text={words.join(', ')} remove={() => change({})} />
    </Group>
  );
}

/** Which number of another way of counting is opened; its parts go together. */
function PresetLine({ filter, change }: { filter: DealsFilter; change: (filter: DealsFilter) => void }) {
  const names = useNames();
  const timeZone = useTimeZone();
  const presets = usePresets().data ?? [];
  const { preset, counted = '', stage, from, to, pipeline = null } = filter;
  const words = [
    presetPartWords(presets.find(({ id }) => id === preset)?.title ?? '…', counted),
    ...(stage === undefined ? [] : [`at ${names.step(pipeline, stage)}`]),
    ...(from === undefined || to === undefined ? [] : [formatPeriod({ from, to }, timeZone)]),
  ];
  return (
    <Group gap={6}>
      <Removable text={words.join(', ')} remove={() => change({})} />
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
