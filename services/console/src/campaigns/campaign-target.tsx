import {
  Autocomplete,
  Button,
  Group,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import type { CampaignMove, IndicatorDefinition } from '@stepup/contracts';
import { addDays, formatLocalDay } from '@stepup/wording/dates';
import { formatAmount } from '@stepup/wording/format-amount';
import { useState } from 'react';
import type { CampaignRecord } from '../api/console-answers.ts';
import { useIndicators } from '../api/use-indicators.ts';
import { useSkills } from '../api/use-skills.ts';
import { PageSection } from '../app/page-section.tsx';
import { Disclosure } from '../notices/disclosure.tsx';

type Target = NonNullable<CampaignRecord['behaviour_target']>;

const weeksAhead = 6;
/** What people do, as against what comes of it. */
const groupsOfBehaviour: readonly IndicatorDefinition['group'][] = [
  'activity',
  'first_contact',
  'individual_response',
  'call',
];
/** How an aim is typed: as it is read. */
const typedUnits: Partial<
  Record<IndicatorDefinition['unit'], { readonly name: string; readonly size: number }>
> = {
  rate: { name: 'percent', size: 0.01 },
  count: { name: 'count', size: 1 },
  ratio: { name: 'number', size: 1 },
  seconds: { name: 'hours', size: 3_600 },
};

/** What everybody is to be seen doing: fixed before the start, counted within weeks, long before a rate can be told. */
export function CampaignTarget({
  campaign,
  mayChange,
  isBusy,
  send,
}: {
  campaign: CampaignRecord;
  mayChange: boolean;
  isBusy: boolean;
  send: (move: CampaignMove) => void;
}) {
  const target = campaign.behaviour_target;
  const isPlanned = campaign.state === 'planned';
  if (target === null && !isPlanned) return null;
  return (
    <PageSection title="What shall be seen?">
      {target === null ? (
        <Text size="sm">
          Nothing is fixed yet. A rate takes months to tell; what people do can be counted within weeks, if it
          is fixed before the start.
        </Text>
      ) : (
        <TargetSentence target={target} />
      )}
      {isPlanned && mayChange && (
        <Disclosure question={target === null ? 'Fix what shall be seen' : 'Change it'}>
          <TargetForm key={campaign.version} campaign={campaign} isBusy={isBusy} send={send} />
        </Disclosure>
      )}
    </PageSection>
  );
}

function TargetSentence({ target }: { target: Target }) {
  const indicator = useIndicators().data?.find(({ id }) => id === target.indicator);
  return (
    <div>
      <Text fw={550}>{target.behaviour}</Text>
      <Text size="sm">
        {indicator?.title ?? target.indicator}:{' '}
        {indicator === undefined ? target.value : formatAmount(target.value, indicator.unit, null)} by{' '}
        {formatLocalDay(target.by)}
      </Text>
    </div>
  );
}

function TargetForm({
  campaign,
  isBusy,
  send,
}: {
  campaign: CampaignRecord;
  isBusy: boolean;
  send: (move: CampaignMove) => void;
}) {
  const current = campaign.behaviour_target;
  const proposals = (useSkills().data ?? []).find(({ id }) => id === campaign.skill_id)?.behaviours ?? [];
  const offered = (useIndicators().data ?? []).filter(
    ({ group, unit, good_direction: direction }) =>
      groupsOfBehaviour.includes(group) && unit in typedUnits && direction !== 'neither',
  );
  const [behaviour, setBehaviour] = useState<string | null>(null);
  const [indicatorId, setIndicator] = useState<string | null>(current?.indicator ?? null);
  const [typed, setTyped] = useState<number | null>(null);
  const [by, setBy] = useState(current?.by ?? addDays(campaign.starts_on, weeksAhead * 7));
  const indicator = offered.find(({ id }) => id === indicatorId);
  const unit = indicator === undefined ? undefined : typedUnits[indicator.unit];
  const isCurrent = indicator !== undefined && indicator.id === current?.indicator;
  const shown =
    typed ?? (isCurrent && unit !== undefined ? Number((current.value / unit.size).toFixed(4)) : null);
  const text = behaviour ?? current?.behaviour ?? proposals[0] ?? '';
  const isComplete =
    indicator !== undefined && unit !== undefined && shown !== null && text.trim() !== '' && by !== '';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isComplete) return;
        // As it was fixed, unless somebody typed another one.
        const value =
          typed === null && isCurrent ? current.value : Number((shown * unit.size).toPrecision(12));
        send({
          kind: 'set_target',
          behaviour_target: { behaviour: text.trim(), indicator: indicator.id, value, by },
        });
      }}
    >
      <Stack gap="xs">
        <Autocomplete
          label="What would we see?"
          description="Something that can be watched or counted"
          data={proposals}
          value={text}
          maxLength={500}
          onChange={setBehaviour}
          required
        />
        <Select
          label="By what is it counted?"
          description={indicator === undefined ? undefined : describe(indicator)}
          placeholder="Choose one"
          data={offered.map(({ id, title }) => ({ value: id, label: title }))}
          value={indicatorId}
          onChange={(id) => {
            setIndicator(id);
            setTyped(null);
          }}
          allowDeselect={false}
          searchable
          required
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <NumberInput
            label={`The aim${unit === undefined ? '' : `, ${unit.name}`}`}
            min={0}
            allowDecimal={indicator?.unit !== 'rate'}
            {...(indicator?.unit === 'rate' && { max: 100 })}
            value={shown ?? ''}
            onChange={(next) => setTyped(typeof next === 'number' ? next : null)}
            required
          />
          <TextInput
            type="date"
            label="By"
            value={by}
            onChange={(event) => setBy(event.currentTarget.value)}
            required
          />
        </SimpleGrid>
        <Group justify="flex-end">
          <Button type="submit" variant="light" loading={isBusy} disabled={!isComplete}>
            {current === null ? 'Fix it' : 'Change it'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function describe({ question, needs_switch: contentSwitch }: IndicatorDefinition): string {
  return contentSwitch === null
    ? question
    : `${question} Counted only where your organisation has switched it on.`;
}
