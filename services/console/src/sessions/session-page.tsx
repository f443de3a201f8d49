import { Anchor, Badge, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { sessionRecords } from '../api/coaching-records.ts';
import { useCurrentSession } from '../api/use-current-session.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { labelOf } from '../forms/choice-buttons.tsx';
import { useDealNames } from '../names/use-deal-names.ts';
import { useNames } from '../names/use-names.ts';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { recordSideOf } from '../records/record-side.ts';
import { formatMoment } from '@stepup/wording/dates';
import { sessionContexts, sessionForms, sessionKinds, sessionStates } from '../wording/coaching-choices.ts';
import { ActionsSection } from './actions-section.tsx';
import { AnalysisSection } from './analysis-section.tsx';
import { ChartSection } from './chart-section.tsx';
import { ConversationSection } from './conversation-section.tsx';
import { OptionsSection } from './options-section.tsx';
import { OutcomeSection } from './outcome-section.tsx';
import { PreparationSection } from './preparation-section.tsx';
import { PulseSection } from './pulse-section.tsx';
import { SessionOnScreenProvider, useSessionOnScreen } from './session-context.tsx';
import { TrapsLine } from './traps-line.tsx';

/** A coaching session on one page: what is known, the talk, what was agreed. Everything but the outcome may be left out. */
export function SessionPage() {
  const { id } = useParams();
  const session = sessionRecords.useOne(id ?? '');
  const reader = useCurrentSession().data;
  if (session.isError) return <FailureNotice error={session.error} retry={session.refetch} />;
  if (session.isPending || reader === undefined) return <LoadingPage />;
  const side = recordSideOf(session.data, reader.person_id);
  const { state, kind, sign } = session.data;
  const isTalk = state === 'planned' || state === 'held';
  // Praise needs no chart: what went well is named and kept.
  const isPraise = kind === 'opportunistic' && sign === 'reinforce';
  return (
    <SessionOnScreenProvider key={session.data.id} session={session.data} side={side}>
      <Stack gap="md" maw={760} mx="auto">
        <SessionHeading />
        {state === 'held' && !isPraise && <TrapsLine />}
        {isTalk && <PreparationSection />}
        <AnalysisSection />
        {state === 'planned' && (
          <Text size="sm" c="dimmed">
            Chart, options and next steps open when you are talking.
          </Text>
        )}
        {state !== 'planned' && !isPraise && (
          <>
            <ChartSection />
            <OptionsSection />
            <ConversationSection />
          </>
        )}
        {state !== 'planned' && <ActionsSection />}
        <OutcomeSection />
        {side === 'learner' && (state === 'held' || state === 'settled') && <PulseSection />}
      </Stack>
    </SessionOnScreenProvider>
  );
}

function SessionHeading() {
  const { session, side, isMoving, move } = useSessionOnScreen();
  const names = useNames();
  const timeZone = useTimeZone();
  const dealName = useDealNames(session.learner_id);
  const [to, setTo] = useState('');
  const [isMovingIt, setIsMovingIt] = useState(false);
  const state = sessionStates[session.state];
  const at = session.held_at ?? session.planned_for;
  const other = side === 'learner' ? session.coach_id : session.learner_id;
  const about = [
    labelOf(sessionForms, session.form),
    ...(session.context === null ? [] : [labelOf(sessionContexts, session.context)]),
    ...(session.deal_id === null ? [] : [dealName(session.deal_id)]),
    ...(session.list === null ? [] : [session.list]),
    ...(session.account_id === null ? [] : [session.account_id]),
  ];
  return (
    <div>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Title order={1} size="h2">
          {labelOf(sessionKinds, session.kind)} coaching{other === null ? '' : ` with ${names.person(other)}`}
        </Title>
        <Badge size="lg" color={state.colour} variant="light">
          {state.label}
        </Badge>
      </Group>
      <Text c="dimmed" size="sm">
        {at === null ? 'No time yet' : formatMoment(at, timeZone)} · {about.join(' · ')}
        {session.times_moved > 0 &&
          ` · moved ${session.times_moved === 1 ? 'once' : `${session.times_moved} times`}`}
      </Text>
      {session.note !== null && (
        <Text mt={4} className="any-break">
          {session.note.text}
        </Text>
      )}
      {session.plan_id !== null && (
        <Anchor component={Link} size="sm" to={`/plans/${encodeURIComponent(session.plan_id)}`}>
          The plan it belongs to
        </Anchor>
      )}
      {session.state === 'planned' && (
        <Group mt="sm" gap="xs">
          <Button
            loading={isMoving}
            onClick={() => move({ kind: 'hold', held_at: new Date(Date.now() - 1_000).toISOString() })}
          >
            We are talking now
          </Button>
          <Button variant="default" aria-expanded={isMovingIt} onClick={() => setIsMovingIt(!isMovingIt)}>
            {session.planned_for === null ? 'Set a time' : 'Move it'}
          </Button>
          <Button variant="subtle" color="gray" disabled={isMoving} onClick={() => move({ kind: 'drop' })}>
            Drop it
          </Button>
        </Group>
      )}
      {isMovingIt && session.state === 'planned' && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (to !== '')
              move({ kind: 'reschedule', planned_for: new Date(to).toISOString() }, () =>
                setIsMovingIt(false),
              );
          }}
        >
          <Group align="flex-end" mt="xs">
            <TextInput
              type="datetime-local"
              label="When?"
              value={to}
              onChange={(event) => setTo(event.currentTarget.value)}
              required
            />
            <Button type="submit" variant="light" loading={isMoving}>
              Keep it
            </Button>
          </Group>
        </form>
      )}
    </div>
  );
}
