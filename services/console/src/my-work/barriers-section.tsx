import { Button, Collapse, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { barrierRecords } from '../api/coaching-records.ts';
import type { BarrierRecord } from '../api/console-answers.ts';
import { PageSection } from '../app/page-section.tsx';
import { ChoiceButtons, labelOf } from '../forms/choice-buttons.tsx';
import { OneLineForm } from '../forms/one-line-form.tsx';
import { WrittenText } from '../forms/written-text.tsx';
import { useNames } from '../names/use-names.ts';
import { Refusal } from '../notices/refusal.tsx';
import { formatLocalDay } from '@stepup/wording/dates';
import { barrierAnswers, barrierKinds } from '../wording/coaching-choices.ts';

const mostShown = 5;

/** What stands in the way and is no matter of skill: it goes to the next level, which answers within 30 days. */
export function BarriersSection({ learnerId }: { learnerId: string }) {
  const barriers = (barrierRecords.useList({ learner: learnerId }).data ?? []).filter(
    ({ state }) => state !== 'withdrawn',
  );
  const open = barrierRecords.useOpen();
  const [isWriting, setIsWriting] = useState(false);
  const [what, setWhat] = useState<BarrierRecord['what'] | null>(null);
  return (
    <PageSection title="Something in the way?">
      {barriers.slice(0, mostShown).map((barrier) => (
        <OwnBarrier key={barrier.id} barrier={barrier} />
      ))}
      {!isWriting && (
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            Time, a tool, approvals: your manager answers within 30 days.
          </Text>
          <Button variant="default" size="compact-sm" onClick={() => setIsWriting(true)}>
            Say what it is
          </Button>
        </Group>
      )}
      <Collapse expanded={isWriting}>
        <Stack gap="sm">
          <ChoiceButtons label="What is it about?" choices={barrierKinds} value={what} choose={setWhat} />
          <OneLineForm
            label="What stands in the way?"
            button="Send it"
            isBusy={open.isPending}
            send={(text, onDone) =>
              open.mutate(
                { opening: { what: what ?? 'other', text } },
                {
                  onSuccess: () => {
                    onDone();
                    setWhat(null);
                    setIsWriting(false);
                  },
                },
              )
            }
          />
        </Stack>
      </Collapse>
      <Refusal error={open.error} />
    </PageSection>
  );
}

function OwnBarrier({ barrier }: { barrier: BarrierRecord }) {
  const names = useNames();
  return (
    <Stack gap={4}>
      <WrittenText
        label={labelOf(barrierKinds, barrier.what)}
        text={barrier.text.text}
        entry={barrier.text}
      />
      {barrier.answer === null ? (
        <Text size="sm" c="dimmed">
          {names.person(barrier.asked_of)} answers by {formatLocalDay(barrier.due_on)}.
        </Text>
      ) : (
        <WrittenText
          label={labelOf(barrierAnswers, barrier.answer.answer)}
          text={barrier.answer.text}
          entry={barrier.answer}
        />
      )}
    </Stack>
  );
}
