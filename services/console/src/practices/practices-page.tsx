import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { practiceRecords } from '../api/coaching-records.ts';
import type { PracticeRecord } from '../api/console-answers.ts';
import { usePracticeDistances, usePracticeEffects } from '../api/use-coaching-practice.ts';
import { useCurrentSession } from '../api/use-current-session.ts';
import { useMayCoach } from '../api/use-may-coach.ts';
import { EmptyNotice } from '../notices/empty-notice.tsx';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { Refusal } from '../notices/refusal.tsx';
import { PracticeCard } from './practice-card.tsx';

/** The references first, then what is offered, then the reader's drafts; within each by title. */
const order: readonly PracticeRecord['state'][] = ['reference', 'offered', 'draft'];

/** Cards on what works, written by people, with what is known of each beside it and how far one is from it. */
export function PracticesPage() {
  const session = useCurrentSession();
  const mayCoach = useMayCoach();
  const role = session.data?.role ?? null;
  const practices = practiceRecords.useList(mayCoach ? {} : null);
  const effects = usePracticeEffects(mayCoach);
  const distances = usePracticeDistances(mayCoach && (role === 'manager' || role === 'director'));
  const mover = practiceRecords.useMove();
  if (session.isSuccess && !mayCoach) {
    return (
      <EmptyNotice title="Practices are for those who sell and coach">They write them, too.</EmptyNotice>
    );
  }
  if (practices.isError) return <FailureNotice error={practices.error} retry={practices.refetch} />;
  if (practices.isPending) return <LoadingPage />;
  const shown = practices.data
    .filter(({ state }) => order.includes(state))
    .toSorted(
      (one, other) =>
        order.indexOf(one.state) - order.indexOf(other.state) || one.title.localeCompare(other.title),
    );
  return (
    <Stack gap="md" maw={760} mx="auto">
      <Group justify="space-between" align="flex-start">
        <div style={{ flex: '1 1 320px' }}>
          <Title order={1} size="h2">
            Practices
          </Title>
          <Text c="dimmed" size="sm">
            What somebody here does and others can do too. Beside each stands what is known of it, and how
            little that may be.
          </Text>
        </div>
        <Button component={Link} to="/practices/new">
          Write one down
        </Button>
      </Group>
      {shown.length === 0 && (
        <EmptyNotice title="Nothing written down yet">
          Begin with one thing that you do in every session or call, so that somebody else could do it
          tomorrow.
        </EmptyNotice>
      )}
      {shown.map((practice) => (
        <PracticeCard
          key={practice.id}
          practice={practice}
          known={
            effects.data === undefined
              ? null
              : {
                  row: effects.data.rows.find(({ practice_id }) => practice_id === practice.id) ?? null,
                  lookedAt: effects.data.looked_at,
                }
          }
          distances={(distances.data?.rows ?? []).flatMap(({ key, practices: of }) =>
            of.filter(({ practice_id }) => practice_id === practice.id).map((one) => ({ key, ...one })),
          )}
          isBusy={mover.isPending}
          send={(move) => mover.mutate({ record: practice, move })}
        />
      ))}
      <Refusal error={mover.error} />
    </Stack>
  );
}
