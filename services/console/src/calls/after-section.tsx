import { predictionOf } from '@stepup/coaching';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTimeZone } from '../api/use-time-zone.ts';
import { PageSection } from '../app/page-section.tsx';
import { ChoiceButtons, labelOf } from '../forms/choice-buttons.tsx';
import { OneLineForm } from '../forms/one-line-form.tsx';
import { WrittenText } from '../forms/written-text.tsx';
import { useNames } from '../names/use-names.ts';
import { formatMoment } from '@stepup/wording/dates';
import { shortName } from '@stepup/wording/subject';
import { asExpectedChoices } from '../wording/coaching-choices.ts';
import { useCallOnScreen } from './call-context.tsx';
import { DebriefForm } from './debrief-form.tsx';
import { hasStarted } from './has-started.ts';

/** After the call: the learner first, then whoever was there. */
export function AfterSection() {
  const { call, side, nowMs, isMoving, move } = useCallOnScreen();
  const [wasEarlier, setWasEarlier] = useState(false);
  const names = useNames();
  const timeZone = useTimeZone();
  const learner = names.subject(call.learner_id);
  const started = hasStarted(call, nowMs);
  const isDue = call.state === 'planned' && (started || call.starts_at === null || wasEarlier);
  return (
    <PageSection title="After the call">
      {call.happened !== null && call.learned !== null && (
        <Stack gap="xs">
          <WrittenText label="Happened" text={call.happened.text} entry={call.happened} />
          <WrittenText label="Learned" text={call.learned.text} entry={call.learned} />
          {call.as_expected !== null && (
            <Text size="sm">
              Against the prediction: <b>{labelOf(asExpectedChoices, call.as_expected).toLowerCase()}</b>
            </Text>
          )}
        </Stack>
      )}
      {call.state === 'planned' && !isDue && (
        <Stack gap="xs" align="flex-start">
          <Text size="sm" c="dimmed">
            Opens when the call has started
            {call.starts_at === null ? '' : `, ${formatMoment(call.starts_at, timeZone)}`}.
          </Text>
          {side === 'learner' && (
            <Button variant="subtle" size="compact-sm" onClick={() => setWasEarlier(true)}>
              It took place already
            </Button>
          )}
        </Stack>
      )}
      {isDue && side === 'learner' && (
        <DebriefForm
          place={`call.${call.activity_id ?? call.id}`}
          hasPrediction={predictionOf(call) !== null}
          isBusy={isMoving}
          send={(debrief, onDone) =>
            move(wasEarlier ? { ...debrief, took_place_at: earlierNow() } : debrief, onDone)
          }
        />
      )}
      {isDue && side !== 'learner' && (
        <Text size="sm" c="dimmed">
          {shortName(learner)} says first what happened and what was learned; then your notes open.
        </Text>
      )}
      {call.state === 'debriefed' && side !== 'learner' && (
        <OneLineForm
          label="What did you see? (optional)"
          placeholder="What could be seen; what stood in the way"
          button="Add the note"
          isBusy={isMoving}
          send={(text, onDone) => move({ kind: 'add_note', text }, onDone)}
        />
      )}
      {call.notes.map((note) => (
        <WrittenText key={note.at} label="Note" text={note.text} entry={note} />
      ))}
      {call.role !== null && (started || call.state === 'debriefed') && call.state !== 'cancelled' && (
        <TakeoverChoice />
      )}
    </PageSection>
  );
}

/** A minute ago: what took place lies in the past by whatever clock the server has. */
function earlierNow(): string {
  return new Date(Date.now() - 60_000).toISOString();
}

/** Whether the coach took the call over: asked of both, so that doing instead of coaching shows. */
function TakeoverChoice() {
  const { call, isMoving, move } = useCallOnScreen();
  const names = useNames();
  const last = call.takeover.at(-1);
  const coach = call.coach_id === null ? null : names.subject(call.coach_id);
  return (
    <Group gap="xs" align="flex-end">
      <ChoiceButtons
        label={
          coach?.isSelf === true
            ? 'Did you take over at some point?'
            : `Did ${coach === null ? 'the coach' : shortName(coach)} take over at some point?`
        }
        choices={[
          { value: 'no', label: 'No' },
          { value: 'yes', label: 'Yes' },
        ]}
        value={last === undefined ? null : last.took_over ? 'yes' : 'no'}
        isDisabled={isMoving}
        choose={(answer) => move({ kind: 'mark_takeover', took_over: answer === 'yes' })}
      />
    </Group>
  );
}
