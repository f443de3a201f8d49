import { Alert, Anchor, Badge, Group, Stack, Text, Title } from '@mantine/core';
import {
  assessedMatter,
  assessmentStates,
  nextOfAssessment,
  outcomeChoice,
} from '@stepup/wording/assessment-words';
import { formatLocalDay, formatMonth } from '@stepup/wording/dates';
import { Link, useParams } from 'react-router';
import { assessmentRecords } from '../api/coaching-records.ts';
import type { AssessmentRecord } from '../api/console-answers.ts';
import { useCurrentSession } from '../api/use-current-session.ts';
import { useNames } from '../names/use-names.ts';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { Refusal } from '../notices/refusal.tsx';
import { recordSideOf } from '../records/record-side.ts';
import { WrittenText } from '../forms/written-text.tsx';
import { AnswersForm } from './answers-form.tsx';
import { CriterionCard } from './criterion-card.tsx';
import { mayAnswer } from './may-answer.ts';
import { SigningSection } from './signing-section.tsx';

/** One month of one pair: each criterion with its evidence and what both say, then the signatures. */
export function AssessmentPage() {
  const { id } = useParams();
  const assessment = assessmentRecords.useOne(id ?? '');
  const mover = assessmentRecords.useMove();
  const reader = useCurrentSession().data;
  if (assessment.isError) return <FailureNotice error={assessment.error} retry={assessment.refetch} />;
  if (assessment.isPending || reader === undefined) return <LoadingPage />;
  const { data } = assessment;
  const side = recordSideOf(data, reader.person_id);
  return (
    <Stack gap="md" maw={760} mx="auto">
      <AssessmentHeading assessment={data} />
      {data.returned.map((entry) => (
        <WrittenText
          key={entry.at}
          label="Given back: the one thing to change"
          text={entry.text}
          entry={entry}
        />
      ))}
      {side !== 'guest' && mayAnswer(data, side) ? (
        <AnswersForm
          key={`${data.id} ${data.state}`}
          assessment={data}
          side={side}
          isBusy={mover.isPending}
          send={(move, onDone) => mover.mutate({ record: data, move }, { onSuccess: onDone })}
        />
      ) : (
        data.criteria.map((criterion) => (
          <CriterionCard key={criterion.id} assessment={data} criterion={criterion} />
        ))
      )}
      {data.outcome !== null && (
        <Text>
          For the next month: <b>{outcomeChoice(data.outcome).toLowerCase()}</b>
        </Text>
      )}
      <SigningSection
        assessment={data}
        side={side}
        isBusy={mover.isPending}
        send={(move, onDone) => mover.mutate({ record: data, move }, { onSuccess: onDone })}
      />
      <Refusal error={mover.error} />
    </Stack>
  );
}

function AssessmentHeading({ assessment }: { assessment: AssessmentRecord }) {
  const { pair, month, state, learner_id, coach_id, plan_id, passed_up, below } = assessment;
  const names = useNames();
  const learner = names.subject(learner_id);
  const coach = names.subject(coach_id ?? 'unassigned');
  const [late] = passed_up;
  return (
    <div>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Title order={1} size="h2">
          {formatMonth(month)}: {assessedMatter(pair, learner)}
        </Title>
        <Badge size="lg" color={assessmentStates[state].colour} variant="light" style={{ flexShrink: 0 }}>
          {assessmentStates[state].label}
        </Badge>
      </Group>
      <Text c="dimmed" size="sm">
        with {coach.isSelf ? 'you' : coach.name} · the plan and the coaching are looked at, never what was
        sold
      </Text>
      <Text fw={550} mt={4} role="status">
        Next: {nextOfAssessment(assessment, { learner, coach })}
      </Text>
      {plan_id !== null && (
        <Anchor component={Link} size="sm" to={`/plans/${encodeURIComponent(plan_id)}`}>
          The plan it looks back on
        </Anchor>
      )}
      {below !== null && (
        <Text size="sm" c="dimmed">
          One level below: {below.locked} of {below.assessments} signed, {below.late} late when this was
          opened.
        </Text>
      )}
      {late !== undefined && state !== 'locked' && (
        <Alert color="orange" mt="xs" p="xs">
          <Text size="sm">
            Late since {formatLocalDay(late.on)}
            {late.to === null ? '' : `; ${names.person(late.to)} has been told`}. It can still be answered and
            signed, marked as late.
          </Text>
        </Alert>
      )}
    </div>
  );
}
