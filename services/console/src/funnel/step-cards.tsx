import { Card, Progress, Text, UnstyledButton } from '@mantine/core';
import type { FunnelStep } from '@stepup/contracts';
import type { Names } from '../names/names.ts';
import { formatCount, formatPercent, formatRange, formatShare } from '@stepup/wording/numbers';
import { readStepRate, type StepRate, stepRateWords } from '../wording/step-rate.ts';
import { stepLabel } from './to-rate-rows.ts';

/** The steps at a glance, a card each: moved on, open and lost. Choosing one shows its people. */
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
  /** Null where the cards are only to be read: there is one person, or nobody by name. */
  choose: ((stageId: string) => void) | null;
}) {
  return steps.map((step) => {
    const share = (part: number): number => (step.entered === 0 ? 0 : (part / step.entered) * 100);
    const card = (
      <>
        <Text size="sm" fw={600} lh={1.25} mih={35}>
          {stepLabel(step, pipelineId, names)}
        </Text>
        <Text lh={1.3}>{formatShare(step.advanced, step.entered)}</Text>
        <Text size="xs" c="dimmed">
          moved on
        </Text>
        <Progress.Root size={8} mt={6} mb={6} aria-hidden>
          <Progress.Section value={share(step.advanced)} color="indigo" />
          <Progress.Section value={share(step.open)} color="gray.5" />
        </Progress.Root>
        <CardRate of={readStepRate(step)} />
        <Text size="xs" c="dimmed">
          {formatCount(step.open)} open, {formatCount(step.lost)} lost
        </Text>
      </>
    );
    if (choose === null) {
      return (
        <Card key={step.stage_id} className="tabular" withBorder padding="sm">
          {card}
        </Card>
      );
    }
    return (
      <UnstyledButton
        key={step.stage_id}
        className="step-card tabular"
        aria-pressed={step.stage_id === chosen}
        onClick={() => choose(step.stage_id)}
      >
        <Card padding="sm" bg="transparent">
          {card}
        </Card>
      </UnstyledButton>
    );
  });
}

function CardRate({ of }: { of: StepRate }) {
  if (of.kind !== 'rate') return <Text size="sm">{stepRateWords(of)}</Text>;
  return (
    <>
      <Text size="sm">step-up rate {formatPercent(of.rate)}</Text>
      <Text size="xs" c="dimmed">
        range {formatRange(of.interval)}
      </Text>
    </>
  );
}
