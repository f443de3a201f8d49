import { Card, Group, Stack, Text } from '@mantine/core';
import { type DeadLetterReason, deadLetterReasonTexts } from '@stepup/contracts';
import type { ReplayOutcome } from '../api/use-replay.ts';
import { formatCount } from '@stepup/wording/numbers';
import { ReplayButton } from './replay-button.tsx';

/** Why messages wait, the most frequent reason first, each with what to do. */
export function ReasonCards({
  reasons,
  onReplayed,
}: {
  reasons: readonly { reason: DeadLetterReason; waiting: number }[];
  onReplayed: (outcome: ReplayOutcome) => void;
}) {
  return (
    <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {reasons.map(({ reason, waiting }) => {
        const { says, whatToDo, replayMayHelp } = deadLetterReasonTexts[reason];
        return (
          <Card key={reason} withBorder padding="sm" component="li">
            <Group justify="space-between" gap="sm">
              <Group gap="md" wrap="nowrap" align="baseline" flex="1 1 260px">
                <Text fw={700} size="lg" className="tabular" miw={28} ta="right">
                  {formatCount(waiting)}
                </Text>
                <div>
                  <Text fw={600}>{says}</Text>
                  <Text size="sm" c="dimmed">
                    {whatToDo}
                  </Text>
                </div>
              </Group>
              {replayMayHelp && <ReplayButton target={{ reason }} count={waiting} onReplayed={onReplayed} />}
            </Group>
          </Card>
        );
      })}
    </Stack>
  );
}
