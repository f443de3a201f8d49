import { Button, Group, NumberInput, Text } from '@mantine/core';
import { formatDay, formatLocalDay } from '@stepup/wording/dates';
import { useState } from 'react';
import { useDiagnosisSettings } from '../api/use-diagnosis-settings.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { PageSection } from '../app/page-section.tsx';
import { useNames } from '../names/use-names.ts';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { Refusal } from '../notices/refusal.tsx';

const mostDays = 20;
const holidaysShown = 4;

/** For how many working days a finding is the person's alone. */
export function HeadStartSection() {
  const { state, save } = useDiagnosisSettings();
  const names = useNames();
  const timeZone = useTimeZone();
  const [typed, setTyped] = useState<number | null>(null);
  if (state.isError) return <FailureNotice error={state.error} retry={state.refetch} />;
  if (!state.isSuccess) return null;
  const { head_start_working_days: now, changed_by: by, changed_at: at, version, holidays } = state.data;
  const days = typed ?? now;
  return (
    <PageSection title="Who sees a finding first">
      <Text size="sm">
        A finding about a person is shown to that person at once, and to their manager{' '}
        {now === 0 ? 'at the same time' : now === 1 ? 'one working day later' : `${now} working days later`}.
      </Text>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ workingDays: days, version }, { onSuccess: () => setTyped(null) });
        }}
      >
        <Group align="flex-end">
          <NumberInput
            label="Working days of head start"
            description={`0 to ${mostDays}; it holds for findings of the past as well`}
            min={0}
            max={mostDays}
            allowDecimal={false}
            clampBehavior="strict"
            value={days}
            onChange={(value) => setTyped(value === '' ? null : Number(value))}
          />
          <Button type="submit" variant="light" disabled={days === now} loading={save.isPending}>
            Change it
          </Button>
        </Group>
      </form>
      <Text size="sm" c="dimmed">
        {at === null
          ? 'As the product comes.'
          : `Set by ${by === null ? 'somebody' : names.person(by)} on ${formatDay(at, timeZone)}.`}
      </Text>
      <Text size="sm">
        <b>Working days</b> are Monday to Friday without the holidays of the tenant.{' '}
        {holidays.length === 0
          ? 'No holidays are known; your connector sends them with the settings of the tenant.'
          : `The next holidays: ${holidays
              .slice(0, holidaysShown)
              .map((day) => formatLocalDay(day))
              .join(', ')}.`}
      </Text>
      <Refusal error={save.error} />
    </PageSection>
  );
}
