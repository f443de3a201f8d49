import { Anchor, Stack, Text, Title } from '@mantine/core';
import { formatPeriod } from '@stepup/wording/dates';
import { Link } from 'react-router';
import { useCoachingFlags } from '../api/use-coaching-practice.ts';
import { useCurrentSession } from '../api/use-current-session.ts';
import { useMayCoach } from '../api/use-may-coach.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { useNames } from '../names/use-names.ts';
import { EmptyNotice } from '../notices/empty-notice.tsx';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { CoachSection } from './coach-section.tsx';
import { readersOfCoachingWays } from './readers-of-coaching-ways.ts';

/** What stands in the way of coaching: of one's own, and of those who coach below; by name, never in an order of merit. */
export function CoachingWaysPage() {
  const session = useCurrentSession();
  const role = session.data?.role ?? null;
  const isShown = role !== null && readersOfCoachingWays.has(role);
  const flags = useCoachingFlags(isShown);
  const mayCoach = useMayCoach();
  const names = useNames();
  const timeZone = useTimeZone();
  if (session.isSuccess && !isShown) {
    return (
      <EmptyNotice title="This page is for those who coach">
        Each sees their own coaching here, and whoever leads them too.
      </EmptyNotice>
    );
  }
  if (flags.isError) return <FailureNotice error={flags.error} retry={flags.refetch} />;
  if (flags.isPending) return <LoadingPage />;
  const { rows, from, to } = flags.data;
  const coaches = rows
    .map((row) => ({ row, subject: names.subject(row.key) }))
    .toSorted(
      (one, other) =>
        Number(other.subject.isSelf) - Number(one.subject.isSelf) ||
        one.subject.name.localeCompare(other.subject.name),
    );
  return (
    <Stack gap="md" maw={760} mx="auto">
      <div>
        <Title order={1} size="h2">
          Ways of coaching
        </Title>
        <Text c="dimmed" size="sm">
          What stands in the way of coaching, beside what a typical coach here does. By name, and no order of
          merit; it is used for development and for nothing else.
        </Text>
        <Text c="dimmed" size="sm">
          {formatPeriod({ from, to }, timeZone)}.{' '}
          {mayCoach && (
            <Anchor component={Link} to="/practices" inherit>
              What helps others
            </Anchor>
          )}
        </Text>
      </div>
      {coaches.length === 0 && (
        <EmptyNotice title="Nothing counted yet">
          It is counted from plans, sessions, reviews and calls; the first of them make the first lines here.
        </EmptyNotice>
      )}
      {coaches.map(({ row, subject }) => (
        <CoachSection key={row.key} row={row} name={subject.isSelf ? 'Your coaching' : subject.name} />
      ))}
    </Stack>
  );
}
