import { Select, Stack, Text, Title } from '@mantine/core';
import { assessmentPairs } from '@stepup/contracts';
import { formatMonth, localDayOf } from '@stepup/wording/dates';
import { useSearchParams } from 'react-router';
import { useAssessmentSummaries } from '../api/use-assessment-summaries.ts';
import { useCurrentSession } from '../api/use-current-session.ts';
import { useMoment } from '../api/use-moment.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { EmptyNotice } from '../notices/empty-notice.tsx';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { lastMonths } from './last-months.ts';
import { PairSummary } from './pair-summary.tsx';

const readers: ReadonlySet<string> = new Set(['director', 'board', 'sales_ops']);
const monthsOffered = 12;

/** A month of coaching seen from above: answers in sums of five people or more, and nobody by name. */
export function SummaryPage() {
  const session = useCurrentSession();
  const moment = useMoment();
  const timeZone = useTimeZone();
  const [parameters, setParameters] = useSearchParams();
  const mayRead = readers.has(session.data?.role ?? '');
  const today = moment.data === undefined ? null : localDayOf(Date.parse(moment.data.asOf), timeZone);
  const months = today === null ? [] : lastMonths(today, monthsOffered);
  const month = months.find((one) => one === parameters.get('month')) ?? months[0] ?? '';
  const summaries = useAssessmentSummaries(month, mayRead && month !== '');
  if (session.isSuccess && !mayRead) {
    return (
      <EmptyNotice title="This page is for directors and the board">
        It shows sums of five people or more.
      </EmptyNotice>
    );
  }
  if (moment.isError) return <FailureNotice error={moment.error} retry={moment.refetch} />;
  if (summaries.isError) return <FailureNotice error={summaries.error} retry={summaries.refetch} />;
  const inOrder = assessmentPairs.flatMap((pair) => summaries.data?.filter((one) => one.pair === pair) ?? []);
  return (
    <Stack gap="md" maw={860} mx="auto">
      <div>
        <Title order={1} size="h2">
          A month of coaching
        </Title>
        <Text c="dimmed" size="sm">
          What people answered when they looked back, in sums of five or more. Counted once, of what both had
          signed by the day it closed.
        </Text>
      </div>
      <Select
        label="Month"
        w={220}
        value={month}
        allowDeselect={false}
        onChange={(value) => setParameters({ month: value ?? month })}
        data={months.map((value) => ({ value, label: formatMonth(value) }))}
      />
      {summaries.isPending ? (
        <LoadingPage />
      ) : inOrder.length === 0 ? (
        <EmptyNotice title="Nothing is counted for this month">
          It is counted on the day after assessments close, in the first days of the month after.
        </EmptyNotice>
      ) : (
        inOrder.map((summary) => <PairSummary key={summary.pair} summary={summary} />)
      )}
    </Stack>
  );
}
