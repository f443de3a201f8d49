import { Alert, Anchor, Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { callRecords, obstacleRecords } from '../api/coaching-records.ts';
import type { CallRecord } from '../api/console-answers.ts';
import { useCurrentSession } from '../api/use-current-session.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { useDealNames } from '../names/use-deal-names.ts';
import { useNames } from '../names/use-names.ts';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { recordSideOf } from '../records/record-side.ts';
import { formatMoment } from '@stepup/wording/dates';
import { AfterSection } from './after-section.tsx';
import { BeforeSection } from './before-section.tsx';
import { CallProvider, useCallOnScreen } from './call-context.tsx';
import { waitsForDebrief } from './has-started.ts';
import { NextStepSection } from './next-step-section.tsx';
import { lastNextStep } from './last-next-step.ts';

/** One card per call: its plan, its debrief and the experiment they make are one record. */
export function CallPage() {
  const { id } = useParams();
  const call = callRecords.useOne(id ?? '');
  const reader = useCurrentSession().data;
  if (call.isError) return <FailureNotice error={call.error} retry={call.refetch} />;
  if (call.isPending || reader === undefined) return <LoadingPage />;
  return (
    <CallProvider key={call.data.id} call={call.data} side={recordSideOf(call.data, reader.person_id)}>
      <CallCard />
    </CallProvider>
  );
}

function CallCard() {
  const { call, nowMs } = useCallOnScreen();
  const planned = callRecords.useList(call.plan_id === null ? null : { plan: call.plan_id }).data ?? [];
  const before = planned.filter(({ id, opened_at }) => id !== call.id && opened_at < call.opened_at);
  return (
    <Stack gap="md" maw={680} mx="auto">
      <CallHeading />
      {call.state === 'cancelled' ? (
        <Alert color="gray" title="This call was cancelled">
          Its card is kept as it is.
        </Alert>
      ) : waitsForDebrief(call, nowMs) ? (
        <>
          <AfterSection />
          <BeforeSection suggestion={lastNextStep(before)} />
          <NextStepSection />
        </>
      ) : (
        <>
          <BeforeSection suggestion={lastNextStep(before)} />
          <AfterSection />
          <NextStepSection />
        </>
      )}
    </Stack>
  );
}

function CallHeading() {
  const { call, side, nowMs, isMoving, move } = useCallOnScreen();
  const names = useNames();
  const timeZone = useTimeZone();
  const dealName = useDealNames(call.learner_id);
  const learner = names.subject(call.learner_id);
  const obstacles = obstacleRecords.useList(call.obstacle_id === null ? null : { plan: call.plan_id ?? '' });
  const obstacle = obstacles.data?.find(({ id }) => id === call.obstacle_id);
  const { label, colour } = stateOf(call, nowMs);
  return (
    <div>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Title order={1} size="h2">
          Call{call.deal_id === null ? '' : ` on ${dealName(call.deal_id)}`}
        </Title>
        <Badge size="lg" color={colour} variant="light">
          {label}
        </Badge>
      </Group>
      <Text c="dimmed" size="sm">
        {call.starts_at === null ? 'No time known' : formatMoment(call.starts_at, timeZone)} ·{' '}
        {learner.isSelf ? 'your call' : learner.name}
      </Text>
      {obstacle !== undefined && (
        <Text size="sm" mt={4}>
          Obstacle: {obstacle.texts.at(-1)?.text}
        </Text>
      )}
      <Group gap="sm" mt={4}>
        {call.plan_id !== null && (
          <Anchor component={Link} to={`/plans/${encodeURIComponent(call.plan_id)}`} size="sm">
            The plan it belongs to
          </Anchor>
        )}
        {call.state === 'planned' && side !== 'guest' && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            disabled={isMoving}
            onClick={() => move({ kind: 'cancel' })}
          >
            It was cancelled
          </Button>
        )}
      </Group>
    </div>
  );
}

function stateOf(call: CallRecord, nowMs: number): { label: string; colour: string } {
  if (call.state === 'cancelled') return { label: 'Cancelled', colour: 'gray' };
  if (call.state === 'debriefed') return { label: 'Debriefed', colour: 'indigo' };
  if (waitsForDebrief(call, nowMs)) return { label: 'Debrief it', colour: 'orange' };
  return call.plans.length === 0
    ? { label: 'Not prepared', colour: 'gray' }
    : { label: 'Prepared', colour: 'teal' };
}
