import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconBarrierBlock } from '@tabler/icons-react';
import { useState } from 'react';
import { barrierRecords } from '../api/coaching-records.ts';
import type { BarrierRecord } from '../api/console-answers.ts';
import { ChoiceButtons, labelOf } from '../forms/choice-buttons.tsx';
import { OneLineForm } from '../forms/one-line-form.tsx';
import { useNames } from '../names/use-names.ts';
import { Refusal } from '../notices/refusal.tsx';
import { formatLocalDay } from '@stepup/wording/dates';
import { barrierAnswers, barrierKinds } from '../wording/coaching-choices.ts';

/** Barriers that wait for this reader's answer. */
export function BarriersToAnswer({ barriers }: { barriers: readonly BarrierRecord[] }) {
  if (barriers.length === 0) return null;
  return (
    <Alert
      color="orange"
      icon={<IconBarrierBlock aria-hidden />}
      title={
        barriers.length === 1 ? 'Somebody waits for your answer' : `${barriers.length} wait for your answer`
      }
    >
      <Stack gap="md">
        {barriers.map((barrier) => (
          <BarrierToAnswer key={barrier.id} barrier={barrier} />
        ))}
      </Stack>
    </Alert>
  );
}

function BarrierToAnswer({ barrier }: { barrier: BarrierRecord }) {
  const names = useNames();
  const mover = barrierRecords.useMove();
  const [isAnswering, setIsAnswering] = useState(false);
  const [answer, setAnswer] = useState<NonNullable<BarrierRecord['answer']>['answer'] | null>(null);
  const learner = names.person(barrier.learner_id);
  return (
    <Stack gap={6}>
      <Text size="sm" className="any-break">
        <b>
          {learner}, {labelOf(barrierKinds, barrier.what).toLowerCase()}:
        </b>{' '}
        {barrier.text.text}{' '}
        <Text span c="dimmed" inherit>
          Answer by {formatLocalDay(barrier.due_on)}.
        </Text>
      </Text>
      {isAnswering ? (
        <>
          <ChoiceButtons
            label="What becomes of it?"
            choices={barrierAnswers}
            value={answer}
            choose={setAnswer}
          />
          <OneLineForm
            label={`Your answer to ${learner}`}
            button="Answer"
            isBusy={mover.isPending}
            send={(text, onDone) => {
              if (answer !== null)
                mover.mutate(
                  { record: barrier, move: { kind: 'answer', answer, text } },
                  { onSuccess: onDone },
                );
            }}
          />
        </>
      ) : (
        <Group gap="xs">
          <Button
            size="compact-sm"
            color="orange"
            autoContrast
            aria-label={`Answer ${learner}`}
            onClick={() => setIsAnswering(true)}
          >
            Answer
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            disabled={mover.isPending}
            onClick={() => mover.mutate({ record: barrier, move: { kind: 'pass_up' } })}
          >
            Not mine: pass it up
          </Button>
        </Group>
      )}
      <Refusal error={mover.error} />
    </Stack>
  );
}
