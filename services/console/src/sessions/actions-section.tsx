import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTimeZone } from '../api/use-time-zone.ts';
import { PageSection } from '../app/page-section.tsx';
import { LineInput } from '../forms/line-input.tsx';
import { useNames } from '../names/use-names.ts';
import { addDays, formatLocalDay, localDayOf } from '@stepup/wording/dates';
import { useSessionOnScreen } from './session-context.tsx';

/** What was agreed to be done: by whom, by when, and how we see that it is done. */
export function ActionsSection() {
  const { session, isAlive, isMoving, move } = useSessionOnScreen();
  const names = useNames();
  const { actions } = session;
  if (!isAlive && actions.length === 0) return null;
  return (
    <PageSection title="What do we do?">
      {actions.map(({ id, text, owner_id, due_on, seen_by, result }) => (
        <Stack key={id} gap={2}>
          <Text size="sm" td={result === 'dropped' ? 'line-through' : undefined} className="any-break">
            {text}
          </Text>
          <Text size="xs" c="dimmed">
            {names.subject(owner_id).isSelf ? 'You' : names.person(owner_id)}, by {formatLocalDay(due_on)} ·
            seen by: {seen_by}
            {result === 'done' && ' · done'}
            {result === 'dropped' && ' · dropped'}
          </Text>
          {result === 'open' && session.state !== 'dropped' && (
            <Group gap="xs">
              <Button
                size="compact-xs"
                variant="default"
                disabled={isMoving}
                aria-label={`Done: ${text}`}
                onClick={() => move({ kind: 'settle_action', action_id: id, result: 'done' })}
              >
                Done
              </Button>
              <Button
                size="compact-xs"
                variant="subtle"
                color="gray"
                disabled={isMoving}
                aria-label={`Drop: ${text}`}
                onClick={() => move({ kind: 'settle_action', action_id: id, result: 'dropped' })}
              >
                Drop
              </Button>
            </Group>
          )}
        </Stack>
      ))}
      {isAlive && <ActionForm />}
    </PageSection>
  );
}

function ActionForm() {
  const { session, isMoving, move } = useSessionOnScreen();
  const names = useNames();
  const timeZone = useTimeZone();
  const [text, setText] = useState('');
  const [seenBy, setSeenBy] = useState('');
  const [ownerId, setOwnerId] = useState(session.learner_id);
  const [dueOn, setDueOn] = useState(addDays(localDayOf(Date.now(), timeZone), 7));
  const owners = [session.learner_id, ...(session.coach_id === null ? [] : [session.coach_id])];
  const isWhole = text.trim() !== '' && seenBy.trim() !== '' && dueOn !== '';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWhole) return;
        move(
          { kind: 'add_action', text: text.trim(), owner_id: ownerId, due_on: dueOn, seen_by: seenBy.trim() },
          () => {
            setText('');
            setSeenBy('');
          },
        );
      }}
    >
      <Stack gap="xs">
        <LineInput label="Next step" placeholder="What will be done" value={text} change={setText} />
        <LineInput label="How do we see that it is done?" value={seenBy} change={setSeenBy} />
        <Group align="flex-end" gap="xs">
          <Select
            label="Who"
            data={owners.map((id) => ({
              value: id,
              label: names.subject(id).isSelf ? 'You' : names.person(id),
            }))}
            value={ownerId}
            onChange={(id) => {
              if (id !== null) setOwnerId(id);
            }}
            allowDeselect={false}
            style={{ flex: '1 1 150px' }}
          />
          <TextInput
            type="date"
            label="By"
            value={dueOn}
            onChange={(event) => setDueOn(event.currentTarget.value)}
            required
          />
          <Button type="submit" variant="light" loading={isMoving} disabled={!isWhole}>
            Agree on it
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
