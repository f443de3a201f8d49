import { predictionOf } from '@stepup/coaching';
import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTimeZone } from '../api/use-time-zone.ts';
import { PageSection } from '../app/page-section.tsx';
import { ChoiceButtons, labelOf } from '../forms/choice-buttons.tsx';
import { WrittenText } from '../forms/written-text.tsx';
import { useNames } from '../names/use-names.ts';
import { formatMoment } from '@stepup/wording/dates';
import { shortName } from '@stepup/wording/subject';
import { jointRoleChoices, probabilityChoices } from '../wording/coaching-choices.ts';
import { useCallOnScreen } from './call-context.tsx';
import { CallPlanForm } from './call-plan-form.tsx';
import { hasStarted } from './has-started.ts';

/** Before the call: the plan with its prediction, which is locked when the call starts; the role of who comes along. */
export function BeforeSection({ suggestion }: { suggestion: string | null }) {
  const { call, side, nowMs, isMoving, move } = useCallOnScreen();
  const [isWriting, setIsWriting] = useState(false);
  const names = useNames();
  const timeZone = useTimeZone();
  const started = hasStarted(call, nowMs);
  const prediction = predictionOf(call);
  const later = call.plans.filter(({ retrospective }) => retrospective);
  const learner = names.subject(call.learner_id);
  const mayWrite = side === 'learner' && call.state !== 'cancelled';
  const isFirst = prediction === null && !started && call.state === 'planned';
  return (
    <PageSection
      title="Before the call"
      beside={
        started && prediction !== null ? (
          <Badge variant="light" color="gray" leftSection={<IconLock size={12} aria-hidden />}>
            Locked
          </Badge>
        ) : undefined
      }
    >
      {prediction !== null && (
        <Stack gap="xs">
          <WrittenText label="Step" text={prediction.step} entry={{ ...prediction, late: false }} />
          <WrittenText label="Expected" text={prediction.expected} entry={{ ...prediction, late: false }} />
          {prediction.otherwise !== null && <Text size="sm">Put another way: {prediction.otherwise}</Text>}
          {prediction.probability !== null && side === 'learner' && (
            <Text size="sm">
              Thought: {labelOf(probabilityChoices, prediction.probability).toLowerCase()}
            </Text>
          )}
          <Text size="xs" c="dimmed">
            {started
              ? `Locked when the call started${call.starts_at === null ? '' : `, ${formatMoment(call.starts_at, timeZone)}`}.`
              : 'Can be changed until the call starts; the earlier words stay in the history.'}
          </Text>
        </Stack>
      )}
      {prediction === null && started && later.length === 0 && (
        <Text size="sm" c="dimmed">
          Nothing was written before the call. What is added now is kept, and marked as added afterwards.
        </Text>
      )}
      {later.map((plan) => (
        <WrittenText
          key={plan.at}
          label="Added after the call had started"
          text={`${plan.step} → ${plan.expected}`}
          entry={{ ...plan, late: false }}
        />
      ))}
      {side !== 'learner' && isFirst && (
        <Text size="sm" c="dimmed">
          {shortName(learner)} writes what to try and what to expect; you can ask, not fill it in.
        </Text>
      )}
      {mayWrite && (isFirst || isWriting) && (
        <CallPlanForm
          place={`call.${call.activity_id ?? call.id}`}
          suggestion={suggestion}
          button={started ? 'Add it, marked as later' : 'Keep it'}
          isBusy={isMoving}
          send={(plan, onDone) =>
            move(plan, () => {
              onDone();
              setIsWriting(false);
            })
          }
        />
      )}
      {mayWrite && !isFirst && !isWriting && (
        <Group>
          <Button variant="subtle" size="compact-sm" onClick={() => setIsWriting(true)}>
            {started ? 'Add what I had in mind' : 'Change it'}
          </Button>
        </Group>
      )}
      <JointRole />
    </PageSection>
  );
}

/** What the coach does in the call, agreed before it. */
function JointRole() {
  const { call, side, isMoving, move } = useCallOnScreen();
  const names = useNames();
  if (call.coach_id === null) return null;
  const coach = names.subject(call.coach_id);
  const isOpen = call.state === 'planned' && side !== 'guest';
  if (!isOpen) {
    return call.role === null ? null : (
      <Text size="sm">
        Role agreed for {coach.isSelf ? 'you' : shortName(coach)}:{' '}
        <b>{labelOf(jointRoleChoices, call.role.role).toLowerCase()}</b>
        {call.role.late && ', said after the call had started'}
      </Text>
    );
  }
  return (
    <ChoiceButtons
      label={
        coach.isSelf
          ? 'Do you come along? What do you do there?'
          : `Does ${shortName(coach)} come along? What for?`
      }
      choices={jointRoleChoices}
      value={call.role?.role ?? null}
      isDisabled={isMoving}
      choose={(role) => move({ kind: 'agree_role', role })}
    />
  );
}
