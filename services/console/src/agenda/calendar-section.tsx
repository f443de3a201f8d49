import { Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { useCalendar, useReminders } from '../api/use-own-records.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { PageSection } from '../app/page-section.tsx';
import { ChoiceButtons } from '../forms/choice-buttons.tsx';
import { Refusal } from '../notices/refusal.tsx';
import { formatDay } from '@stepup/wording/dates';

const rhythms = [
  { value: 'off', label: 'Never' },
  { value: 'weekly', label: 'Weekly' },
  { value: 'daily', label: 'Daily' },
] as const;

/** The agenda in one's own calendar, and by mail; neither says anything that was found about anybody. */
export function CalendarSection({ personId }: { personId: string }) {
  const { state, set } = useCalendar(personId);
  const reminders = useReminders(personId);
  const timeZone = useTimeZone();
  if (!state.isSuccess) return null;
  const { on, since } = state.data;
  const path = set.data?.address ?? null;
  const address = path === null ? null : new URL(path, window.location.href).href;
  return (
    <PageSection title="In my calendar">
      <Text size="sm" c="dimmed">
        A secret address that your calendar program subscribes to. What stands there are kinds, days and
        initials, and nothing that was found about anybody.
      </Text>
      {on && address === null && (
        <Text size="sm">
          There is an address{since === null ? '' : ` since ${formatDay(since, timeZone)}`}. It was shown when
          it was made; a new one ends it.
        </Text>
      )}
      {address !== null && (
        <Stack gap={4}>
          <Text size="sm" fw={550}>
            Copy it now: it is shown this once.
          </Text>
          <Code block className="any-break" style={{ whiteSpace: 'pre-wrap' }}>
            {address}
          </Code>
          <Group>
            <CopyButton value={address}>
              {({ copied, copy }) => (
                <Button size="compact-sm" variant="default" onClick={copy}>
                  {copied ? 'Copied' : 'Copy the address'}
                </Button>
              )}
            </CopyButton>
          </Group>
        </Stack>
      )}
      <Group gap="xs">
        <Button variant="light" loading={set.isPending} onClick={() => set.mutate(true)}>
          {on ? 'Make a new address' : 'Make an address'}
        </Button>
        {on && (
          <Button variant="subtle" color="gray" disabled={set.isPending} onClick={() => set.mutate(false)}>
            Take it away
          </Button>
        )}
      </Group>
      {reminders.state.isSuccess && (
        <Stack gap={4}>
          <ChoiceButtons
            label="Remind me by mail"
            choices={rhythms}
            value={reminders.state.data.digest}
            isDisabled={reminders.set.isPending}
            choose={(digest) => reminders.set.mutate(digest)}
          />
          {!reminders.state.data.is_sent && (
            <Text size="xs" c="dimmed">
              No mail leaves this installation at present; your choice is kept.
            </Text>
          )}
        </Stack>
      )}
      <Refusal error={set.error ?? reminders.set.error} />
    </PageSection>
  );
}
