import { Anchor, Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import { formatMonth } from '@stepup/wording/dates';
import {
  assessedMatter,
  assessmentStates,
  nextOfAssessment,
  whoseTurn,
} from '@stepup/wording/assessment-words';
import { Link } from 'react-router';
import { assessmentRecords } from '../api/coaching-records.ts';
import type { AssessmentRecord } from '../api/console-answers.ts';
import { useCurrentSession } from '../api/use-current-session.ts';
import { useMayCoach } from '../api/use-may-coach.ts';
import { PageSection } from '../app/page-section.tsx';
import { useNames } from '../names/use-names.ts';
import { EmptyNotice } from '../notices/empty-notice.tsx';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { recordSideOf } from '../records/record-side.ts';

/** The months that this reader looks back on, with whom they coach and with their own coach: what waits for them first. */
export function AssessmentsPage() {
  const session = useCurrentSession();
  const mayCoach = useMayCoach();
  const assessments = assessmentRecords.useList(mayCoach ? {} : null);
  const personId = session.data?.person_id ?? null;
  if (session.isSuccess && (!mayCoach || personId === null)) {
    return (
      <EmptyNotice title="Assessments are between a person and their coach">
        Nobody else reads them; others see sums of five people or more.
      </EmptyNotice>
    );
  }
  if (assessments.isError) return <FailureNotice error={assessments.error} retry={assessments.refetch} />;
  if (assessments.isPending) return <LoadingPage />;
  const isMyTurn = (one: AssessmentRecord): boolean => {
    const turn = whoseTurn(one);
    return turn === 'both' || turn === recordSideOf(one, personId);
  };
  const items = assessments.data.toSorted(
    (one, other) => other.month.localeCompare(one.month) || one.closes_on.localeCompare(other.closes_on),
  );
  const mine = items.filter(isMyTurn);
  const theirs = items.filter((one) => !isMyTurn(one) && one.state !== 'locked');
  const locked = items.filter(({ state }) => state === 'locked');
  const role = session.data?.role;
  return (
    <Stack gap="md" maw={760} mx="auto">
      <div>
        <Title order={1} size="h2">
          Looking back
        </Title>
        <Text c="dimmed" size="sm">
          At the end of a month the two look back on the plan and the coaching, never on what somebody sold.
          It is used for development and for nothing else.
        </Text>
        {(role === 'director' || role === 'board') && (
          <Anchor component={Link} to="/assessments/summary" size="sm">
            All of a month in sums of five people or more
          </Anchor>
        )}
      </div>
      {items.length === 0 && (
        <EmptyNotice title="Nothing to look back on yet">
          It opens by itself on the first working days after a month in which there was a plan.
        </EmptyNotice>
      )}
      {mine.length > 0 && <Assessments title="Waits for you" items={mine} />}
      {theirs.length > 0 && <Assessments title="Waits for the other" items={theirs} />}
      {locked.length > 0 && <Assessments title="Signed by both" items={locked} />}
    </Stack>
  );
}

function Assessments({ title, items }: { title: string; items: readonly AssessmentRecord[] }) {
  const names = useNames();
  return (
    <PageSection title={title}>
      {items.map((one) => {
        const learner = names.subject(one.learner_id);
        const coach = names.subject(one.coach_id ?? 'unassigned');
        return (
          <Card
            key={one.id}
            withBorder
            padding="sm"
            component={Link}
            to={`/assessments/${encodeURIComponent(one.id)}`}
            c="inherit"
          >
            <Group justify="space-between" wrap="nowrap" align="flex-start">
              <div>
                <Text fw={600}>
                  {formatMonth(one.month)}: {assessedMatter(one.pair, learner)}
                  {learner.isSelf && `, with ${coach.name}`}
                </Text>
                <Text size="sm">{nextOfAssessment(one, { learner, coach })}</Text>
              </div>
              <Stack gap={4} align="flex-end">
                <Badge color={assessmentStates[one.state].colour} variant="light">
                  {assessmentStates[one.state].label}
                </Badge>
                {one.passed_up.length > 0 && one.state !== 'locked' && (
                  <Badge color="orange" variant="light">
                    Late
                  </Badge>
                )}
              </Stack>
            </Group>
          </Card>
        );
      })}
    </PageSection>
  );
}
