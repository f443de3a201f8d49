import { Autocomplete, Button, Group, NumberInput, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import type { Plan } from '@stepup/contracts';
import { useState } from 'react';
import { useSkills } from '../api/use-skills.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { addDays, localDayOf } from '@stepup/wording/dates';
import { usePlanOnScreen } from './plan-context.tsx';

type Target = Plan['behaviour_target'][number]['value'];

const indicator = 'of the next 10 deals at this step';
const weeksAhead = 4;

/** A behaviour in how many of ten deals: three taps, the behaviour is proposed by the skill. */
export function TargetForm({ current }: { current: Target | undefined }) {
  const { plan, isMoving, move } = usePlanOnScreen();
  const timeZone = useTimeZone();
  const skills = useSkills().data ?? [];
  const proposals = skills.find(({ id }) => id === plan.skill.at(-1)?.value)?.behaviours ?? [];
  // Null until somebody types: the proposal follows the skill, which may be chosen or read later than this is shown.
  const [typed, setTyped] = useState<string | null>(null);
  const behaviour = typed ?? current?.behaviour ?? proposals[0] ?? '';
  const [baseline, setBaseline] = useState<number | null>(current?.baseline ?? null);
  const [value, setValue] = useState<number | null>(current?.value ?? null);
  const [by, setBy] = useState(current?.by ?? addDays(localDayOf(Date.now(), timeZone), weeksAhead * 7));
  const isComplete =
    behaviour.trim() !== '' && baseline !== null && value !== null && by !== '' && baseline !== value;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (baseline === null || value === null) return;
        move({
          kind: 'set_behaviour_target',
          target: { behaviour: behaviour.trim(), indicator, baseline, value, by },
        });
      }}
    >
      <Stack gap="xs">
        <Autocomplete
          label="What would we see?"
          description="Something that can be watched or counted"
          data={proposals}
          value={behaviour}
          onChange={setTyped}
        />
        <SimpleGrid cols={{ base: 2, xs: 3 }} spacing="xs">
          <CountInput label="Now, of 10 deals" value={baseline} change={setBaseline} />
          <CountInput label="Aim, of 10 deals" value={value} change={setValue} />
          <TextInput
            type="date"
            label="By"
            value={by}
            onChange={(event) => setBy(event.currentTarget.value)}
          />
        </SimpleGrid>
        {baseline !== null && baseline === value && (
          <Text size="sm" c="orange">
            The aim equals what is there now.
          </Text>
        )}
        <Group justify="flex-end">
          <Button type="submit" variant="light" disabled={!isComplete} loading={isMoving}>
            {current === undefined ? 'Set' : 'Change'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function CountInput({
  label,
  value,
  change,
}: {
  label: string;
  value: number | null;
  change: (value: number | null) => void;
}) {
  return (
    <NumberInput
      label={label}
      min={0}
      max={10}
      allowDecimal={false}
      value={value ?? ''}
      onChange={(next) => change(typeof next === 'number' ? next : null)}
    />
  );
}
