import { Alert, Button, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import type { DeadLetterState, KeptDeadLetterHead } from '@stepup/contracts';
import { useState } from 'react';
import { useCurrentSession } from '../api/use-current-session.ts';
import { useDeadLetters } from '../api/use-dead-letters.ts';
import { useMayOperate } from '../api/use-may-operate.ts';
import type { ReplayOutcome } from '../api/use-replay.ts';
import { EmptyNotice } from '../notices/empty-notice.tsx';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { describeReplay, formatMessages } from '../wording/letter-words.ts';
import { LetterWindow } from './letter-window.tsx';
import { LettersTable } from './letters-table.tsx';
import { ReasonCards } from './reason-cards.tsx';

/** What was received and could not be stored: how much, why, and what to do about it. */
export function DeadLettersPage() {
  const mayOperate = useMayOperate();
  const session = useCurrentSession();
  const [state, setState] = useState<DeadLetterState>('waiting');
  const [openId, setOpenId] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<ReplayOutcome | null>(null);
  const letters = useDeadLetters(state);
  if (session.isSuccess && !mayOperate) {
    return <EmptyNotice title="This page is for sales operations">Nobody else reads it.</EmptyNotice>;
  }
  if (letters.isError) return <FailureNotice error={letters.error} retry={letters.refetch} />;
  const first = letters.data?.pages[0];
  const items = letters.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack gap="md">
      <Title order={1} size="h2">
        Dead letters
      </Title>
      {outcome !== null && (
        <Alert
          color={outcome.came_back + outcome.refused.length > 0 ? 'orange' : 'teal'}
          title={describeReplay(outcome)}
          role="status"
          withCloseButton
          closeButtonLabel="Close"
          onClose={() => setOutcome(null)}
        />
      )}
      {first !== undefined && first.waiting > 0 && (
        <>
          <Text>
            <Text span fw={700} size="xl" className="tabular">
              {formatMessages(first.waiting)}
            </Text>{' '}
            came in and could not be stored, so no number counts {first.waiting === 1 ? 'it' : 'them'}.
          </Text>
          <ReasonCards reasons={first.reasons} onReplayed={setOutcome} />
        </>
      )}
      <Group>
        <SegmentedControl
          aria-label="Which messages"
          value={state}
          onChange={(value) => setState(value === 'replayed' ? 'replayed' : 'waiting')}
          data={[
            { value: 'waiting', label: 'Waiting' },
            { value: 'replayed', label: 'Sent again' },
          ]}
        />
      </Group>
      <Letters letters={letters} items={items} state={state} open={setOpenId} />
      {openId !== null && <LetterWindow id={openId} close={() => setOpenId(null)} onReplayed={setOutcome} />}
    </Stack>
  );
}

function Letters({
  letters,
  items,
  state,
  open,
}: {
  letters: ReturnType<typeof useDeadLetters>;
  items: readonly KeptDeadLetterHead[];
  state: DeadLetterState;
  open: (id: string) => void;
}) {
  if (letters.isPending) return <LoadingPage />;
  if (items.length === 0) {
    return state === 'waiting' ? (
      <EmptyNotice title="Nothing waits here: every event received was stored" />
    ) : (
      <EmptyNotice title="Nothing was sent again in the last 30 days" />
    );
  }
  return (
    <>
      <LettersTable letters={items} open={open} />
      {letters.hasNextPage && (
        <Group justify="center">
          <Button
            variant="default"
            loading={letters.isFetchingNextPage}
            onClick={() => void letters.fetchNextPage()}
          >
            Show more
          </Button>
        </Group>
      )}
    </>
  );
}
