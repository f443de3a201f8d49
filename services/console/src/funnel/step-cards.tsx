import { Card, Group, Progress, SimpleGrid, Text, UnstyledButton } from '@mantine/core';
import type { FunnelStep } from '@stepup/contracts';
import type { Names } from '../names/names.ts';
import { formatCount, formatPercent, formatShare } from '../wording/numbers.ts';
import { stepLabel } from './to-rate-rows.ts';

/** The whole process at a glance, a card a step: moved on, lost and not yet decided. Choosing one shows its people. */
export function StepCards({
  steps,
  pipelineId,
  names,
  chosen,
  choose,
}: {
  steps: readonly FunnelStep[];
  pipelineId: string;
  names: Names;
  chosen: string | null;
  choose: (stageId: string) => void;
}) {
  return (
    <SimpleGrid cols={{ base: 2, md: Math.max(1, Math.min(5, steps.length)) }} spacing="sm">
      {steps.map((step) => {
        const share = (part: number): number => (step.entered === 0 ? 0 : (part / step.entered) * 100);
        return (
          <UnstyledButton
            key={step.stage_id}
            className="step-card"
            aria-pressed={step.stage_id === chosen}
            onClick={() => choose(step.stage_id)}
          >
            <Card padding="sm" bg="transparent">
              <Text size="sm" fw={600} lh={1.25} mih={{ base: 35, md: 0 }}>
                {stepLabel(step, pipelineId, names)}
              </Text>
              <Text className="tabular">{formatShare(step.advanced, step.entered)}</Text>
              <Progress.Root size={8} mt={6} mb={6} aria-hidden>
                <Progress.Section value={share(step.advanced)} color="indigo" />
                <Progress.Section value={share(step.open)} color="gray.5" />
              </Progress.Root>
              <Group justify="space-between" gap={4} wrap="wrap">
                <Text size="xs" c="dimmed">
                  {step.open === 0 ? 'all decided' : `${formatCount(step.open)} not yet decided`}
                </Text>
                <Text size="xs" c="dimmed">
                  {step.rate === null ? '' : `rate ${formatPercent(step.rate)}`}
                </Text>
              </Group>
            </Card>
          </UnstyledButton>
        );
      })}
    </SimpleGrid>
  );
}
