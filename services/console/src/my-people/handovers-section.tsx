import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { handoverRecords } from '../api/coaching-records.ts';
import type { HandoverRecord } from '../api/console-answers.ts';
import { useCurrentSession } from '../api/use-current-session.ts';
import { usePeople } from '../api/use-people.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { PageSection } from '../app/page-section.tsx';
import { useNames } from '../names/use-names.ts';
import { Refusal } from '../notices/refusal.tsx';
import { addDays, formatLocalDay, localDayOf } from '@stepup/wording/dates';

/** Accounts and deals that a manager still holds, with whom they go to and by when. */
export function HandoversSection({ handovers }: { handovers: readonly HandoverRecord[] }) {
  const names = useNames();
  const timeZone = useTimeZone();
  const today = localDayOf(Date.now(), timeZone);
  const mover = handoverRecords.useMove();
  const [isAdding, setIsAdding] = useState(false);
  const open = handovers.filter(({ state }) => state === 'open');
  return (
    <PageSection title="What I still hold">
      {open.length === 0 && (
        <Text size="sm" c="dimmed">
          Nothing. Accounts and deals that you still sell yourself stand here, with the day they are handed
          over.
        </Text>
      )}
      {open.map((handover) => (
        <Group key={handover.id} justify="space-between" wrap="nowrap" align="flex-start">
          <Text size="sm">
            {handover.account_id ?? handover.deal_id} to {names.person(handover.to_id)}{' '}
            <Text span inherit c={handover.due_on < today ? 'orange' : 'dimmed'}>
              by {formatLocalDay(handover.due_on)}
            </Text>
          </Text>
          <Button
            size="compact-sm"
            variant="default"
            style={{ flexShrink: 0 }}
            disabled={mover.isPending}
            onClick={() => mover.mutate({ record: handover, move: { kind: 'hand_over' } })}
          >
            Handed over
          </Button>
        </Group>
      ))}
      {isAdding ? (
        <HandoverForm today={today} onDone={() => setIsAdding(false)} />
      ) : (
        <Group>
          <Button size="compact-sm" variant="subtle" onClick={() => setIsAdding(true)}>
            Add what I hand over
          </Button>
        </Group>
      )}
      <Refusal error={mover.error} />
    </PageSection>
  );
}

function HandoverForm({ today, onDone }: { today: string; onDone: () => void }) {
  const reader = useCurrentSession().data?.person_id ?? '';
  const reports = (usePeople().data ?? []).filter(
    ({ manager_id, active }) => active && manager_id === reader,
  );
  const open = handoverRecords.useOpen();
  const [what, setWhat] = useState('');
  const [toId, setToId] = useState<string | null>(null);
  const [by, setBy] = useState(addDays(today, 28));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (what.trim() === '' || toId === null || by === '') return;
        open.mutate(
          { opening: { learner_id: reader, account_id: what.trim(), to_id: toId, by } },
          { onSuccess: onDone },
        );
      }}
    >
      <Stack gap="xs">
        <TextInput
          label="Which account?"
          description="Its id in your CRM"
          value={what}
          onChange={(event) => setWhat(event.currentTarget.value)}
          required
        />
        <Group align="flex-end" grow>
          <Select
            label="To whom?"
            data={reports.map(({ person_id, name }) => ({ value: person_id, label: name ?? person_id }))}
            value={toId}
            onChange={setToId}
            searchable
          />
          <TextInput
            type="date"
            label="By"
            value={by}
            onChange={(event) => setBy(event.currentTarget.value)}
            required
          />
        </Group>
        <Group justify="flex-end">
          <Button
            type="submit"
            variant="light"
            loading={open.isPending}
            disabled={what.trim() === '' || toId === null}
          >
            Keep it
          </Button>
        </Group>
        <Refusal error={open.error} />
      </Stack>
    </form>
  );
}
