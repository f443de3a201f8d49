import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import type { StoryboardMove } from '@stepup/contracts';
import { type ReactNode, useState } from 'react';
import { storyboardRecords } from '../api/coaching-records.ts';
import type { StoryboardRecord } from '../api/console-answers.ts';
import { useSkills } from '../api/use-skills.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { PageSection } from '../app/page-section.tsx';
import { OneLineForm } from '../forms/one-line-form.tsx';
import { WrittenText } from '../forms/written-text.tsx';
import { useNames } from '../names/use-names.ts';
import { Refusal } from '../notices/refusal.tsx';
import { usePlanOnScreen } from '../plan/plan-context.tsx';
import { skillName } from '../plan/skill-name.ts';
import { targetSentence } from '../plan/target-sentence.ts';
import { addDays, formatLocalDay, localDayOf } from '@stepup/wording/dates';
import { shortName } from '@stepup/wording/subject';

/** The learner's storyboard: where we want to be, where we are, and what was tried on the way. */
export function StoryboardSection() {
  const { plan, side } = usePlanOnScreen();
  const names = useNames();
  const skills = useSkills().data ?? [];
  const storyboards = storyboardRecords.useList({ plan: plan.id });
  const open = storyboardRecords.useOpen(plan.id);
  if (!storyboards.isSuccess) return null;
  const [storyboard] = storyboards.data;
  const learner = names.subject(plan.rep_id);
  if (storyboard !== undefined) return <OpenStoryboard storyboard={storyboard} />;
  if (plan.state !== 'active') return null;
  return (
    <PageSection title="Storyboard">
      <Text size="sm" c="dimmed">
        {side === 'rep'
          ? 'Start simple: the storyboard and one obstacle. Everything else appears with the first call.'
          : `${shortName(learner)} starts it.`}
      </Text>
      {side === 'rep' && (
        <Group>
          <Button
            variant="light"
            loading={open.isPending}
            onClick={() =>
              open.mutate({ opening: { focus: skillName(plan.skill.at(-1)?.value ?? null, skills) } })
            }
          >
            Start the storyboard
          </Button>
        </Group>
      )}
      <Refusal error={open.error} />
    </PageSection>
  );
}

type Part = StoryboardMove['kind'];

function OpenStoryboard({ storyboard }: { storyboard: StoryboardRecord }) {
  const { plan, side } = usePlanOnScreen();
  const timeZone = useTimeZone();
  const mover = storyboardRecords.useMove();
  const [writing, setWriting] = useState<Part | null>(null);
  const target = plan.behaviour_target.at(-1)?.value;
  const [by, setBy] = useState(target?.by ?? addDays(localDayOf(Date.now(), timeZone), 28));
  const targetCondition = storyboard.target_condition.at(-1);
  const actualCondition = storyboard.actual_condition.at(-1);
  const send = (move: StoryboardMove, onDone: () => void) =>
    mover.mutate(
      { record: storyboard, move },
      {
        onSuccess: () => {
          onDone();
          setWriting(null);
        },
      },
    );
  const mayWrite = side === 'rep' && plan.state === 'active';
  return (
    <PageSection title="Storyboard">
      <Stack gap="sm">
        <Part
          label={
            targetCondition === undefined
              ? 'Where do we want to be?'
              : `Target condition, by ${formatLocalDay(targetCondition.due_on)}`
          }
          entry={targetCondition}
          fallback={target === undefined ? 'Not written yet.' : targetSentence(target)}
          isOpen={writing === 'set_target_condition'}
          begin={mayWrite ? () => setWriting('set_target_condition') : null}
        >
          <OneLineForm
            label="Where do we want to be?"
            description="What can be seen once it works"
            button="Keep it"
            isBusy={mover.isPending}
            beside={
              <TextInput
                type="date"
                label="By"
                value={by}
                onChange={(event) => setBy(event.currentTarget.value)}
                required
              />
            }
            send={(text, onDone) => {
              if (by !== '') send({ kind: 'set_target_condition', text, by }, onDone);
            }}
          />
        </Part>
        <Part
          label="Actual condition now"
          entry={actualCondition}
          fallback="Not written yet: where are we now?"
          isOpen={writing === 'note_actual_condition'}
          begin={mayWrite ? () => setWriting('note_actual_condition') : null}
        >
          <OneLineForm
            label="Where are we now?"
            button="Keep it"
            isBusy={mover.isPending}
            send={(text, onDone) => send({ kind: 'note_actual_condition', text }, onDone)}
          />
        </Part>
      </Stack>
      <Refusal error={mover.error} />
    </PageSection>
  );
}

/** One part of the storyboard: what it says now, and the form to write it anew. Earlier words stay in the history. */
function Part({
  label,
  entry,
  fallback,
  isOpen,
  begin,
  children,
}: {
  label: string;
  entry: StoryboardRecord['focus'][number] | undefined;
  fallback: string;
  isOpen: boolean;
  begin: (() => void) | null;
  children: ReactNode;
}) {
  if (isOpen) return children;
  return (
    <Stack gap={4} align="stretch">
      {entry === undefined ? (
        <div>
          <Text size="sm" fw={550}>
            {label}
          </Text>
          <Text size="sm" c="dimmed">
            {fallback}
          </Text>
        </div>
      ) : (
        <WrittenText label={label} text={entry.text} entry={entry} />
      )}
      {begin !== null && (
        <Group>
          <Button variant="subtle" size="compact-sm" onClick={begin}>
            {entry === undefined ? 'Write it' : 'Write it anew'}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
