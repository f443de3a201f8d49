import { Button, Group, Text } from '@mantine/core';
import type { PulseOpening } from '@stepup/contracts';
import { useState } from 'react';
import { pulseRecords } from '../api/coaching-records.ts';
import { PageSection } from '../app/page-section.tsx';
import { ChoiceButtons } from '../forms/choice-buttons.tsx';
import { Refusal } from '../notices/refusal.tsx';
import { useSessionOnScreen } from './session-context.tsx';

type Tap = PulseOpening['i_did_the_thinking'];

const taps = [
  { value: 'yes', label: 'Yes' },
  { value: 'partly', label: 'Partly' },
  { value: 'no', label: 'No' },
] as const;

/** Two taps of the learner; the coach sees sums of five or more alone. */
export function PulseSection() {
  const { session } = useSessionOnScreen();
  const given = pulseRecords.useList({ learner: session.learner_id });
  const open = pulseRecords.useOpen();
  const [thinking, setThinking] = useState<Tap | null>(null);
  const [helps, setHelps] = useState<Tap | null>(null);
  if (!given.isSuccess) return null;
  const isGiven = given.data.some(({ session_id, state }) => session_id === session.id && state === 'given');
  return (
    <PageSection title="Two taps">
      {isGiven ? (
        <Text size="sm" c="dimmed">
          Thank you. Your coach sees only sums of five answers or more.
        </Text>
      ) : (
        <>
          <ChoiceButtons
            label="Did I do the thinking?"
            choices={taps}
            value={thinking}
            choose={setThinking}
          />
          <ChoiceButtons label="Does it help me in a deal?" choices={taps} value={helps} choose={setHelps} />
          <Group justify="space-between">
            <Text size="xs" c="dimmed">
              Nobody sees single answers.
            </Text>
            <Button
              variant="light"
              loading={open.isPending}
              disabled={thinking === null || helps === null}
              onClick={() => {
                if (thinking !== null && helps !== null)
                  open.mutate({
                    opening: {
                      session_id: session.id,
                      i_did_the_thinking: thinking,
                      it_helps_in_a_deal: helps,
                    },
                  });
              }}
            >
              Send
            </Button>
          </Group>
        </>
      )}
      <Refusal error={open.error} />
    </PageSection>
  );
}
