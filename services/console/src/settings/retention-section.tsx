import { Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import type { retentionRule } from '@stepup/contracts';
import { formatDay } from '@stepup/wording/dates';
import { useState } from 'react';
import type * as z from 'zod';
import { useRetention } from '../api/use-diagnosis-settings.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { PageSection } from '../app/page-section.tsx';
import { useNames } from '../names/use-names.ts';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { Refusal } from '../notices/refusal.tsx';
import { formatKept, retentionNames } from '../wording/retention-words.ts';

type Rule = z.output<typeof retentionRule>;

const [fewestDays, mostDays] = [30, 3_650];

/** How long what people wrote is kept after it was last touched, by kind. */
export function RetentionSection() {
  const { state, save } = useRetention();
  const [changing, setChanging] = useState<Rule['kind'] | null>(null);
  if (state.isError) return <FailureNotice error={state.error} retry={state.refetch} />;
  if (!state.isSuccess) return null;
  return (
    <PageSection title="How long records are kept">
      <Text size="sm" c="dimmed">
        After somebody last touched them. What is older is deleted every night, for good.
      </Text>
      <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {state.data.map((rule) => (
          <li key={rule.kind}>
            <OneRule
              rule={rule}
              isChanging={changing === rule.kind}
              open={() => setChanging(rule.kind)}
              isBusy={save.isPending}
              send={(days) => save.mutate({ kind: rule.kind, days }, { onSuccess: () => setChanging(null) })}
            />
          </li>
        ))}
      </Stack>
      <Refusal error={save.error} />
    </PageSection>
  );
}

function OneRule({
  rule,
  isChanging,
  open,
  isBusy,
  send,
}: {
  rule: Rule;
  isChanging: boolean;
  open: () => void;
  isBusy: boolean;
  send: (days: number) => void;
}) {
  const names = useNames();
  const timeZone = useTimeZone();
  const [days, setDays] = useState(rule.kept_days);
  const name = retentionNames[rule.kind];
  return (
    <>
      <Group justify="space-between" wrap="nowrap">
        <div>
          <Text size="sm">{name}</Text>
          {rule.set_at !== null && (
            <Text size="xs" c="dimmed">
              set by {rule.set_by === null ? 'somebody' : names.person(rule.set_by)} on{' '}
              {formatDay(rule.set_at, timeZone)}
            </Text>
          )}
        </div>
        <Group gap="xs" wrap="nowrap">
          <Text size="sm" className="tabular" style={{ whiteSpace: 'nowrap' }}>
            {formatKept(rule.kept_days)}
          </Text>
          <Button size="compact-xs" variant="subtle" aria-label={`Change: ${name}`} onClick={open}>
            Change
          </Button>
        </Group>
      </Group>
      {isChanging && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            send(days);
          }}
        >
          <Group align="flex-end" mt={4}>
            <NumberInput
              label={`Days, ${fewestDays} to ${mostDays}`}
              min={fewestDays}
              max={mostDays}
              allowDecimal={false}
              value={days}
              onChange={(value) => setDays(Number(value))}
            />
            <Button type="submit" variant="light" loading={isBusy} disabled={days === rule.kept_days}>
              Keep it so long
            </Button>
          </Group>
        </form>
      )}
    </>
  );
}
