import { Text, Timeline } from '@mantine/core';
import { IconArrowRight, IconClock, IconX } from '@tabler/icons-react';
import type { Deal, Instant } from '@stepup/contracts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { useNames } from '../names/use-names.ts';
import { formatDay, formatStay } from '@stepup/wording/dates';

type DealStep = Deal['steps'][number];

const icons = { advanced: IconArrowRight, lost: IconX, open: IconClock } as const;
const colours = { advanced: 'teal', lost: 'gray', open: 'indigo' } as const;

/** The step that a list of deals is about; of any pipeline where none is named. */
export interface StepInFocus {
  pipeline?: string;
  stage?: string;
}

/** A deal's steps in order: when it came, how long it stayed, what became of it, whom it is counted for. */
export function DealHistory({ deal, asOf, focus }: { deal: Deal; asOf: Instant; focus: StepInFocus }) {
  const names = useNames();
  const timeZone = useTimeZone();
  if (deal.steps.length === 0) {
    return (
      <Text size="sm" c="dimmed" mt="sm">
        It was first seen when it was already decided, so it has no steps.
      </Text>
    );
  }
  const wasInSeveral = new Set(deal.steps.map((step) => step.pipeline_id)).size > 1;
  return (
    <Timeline mt="md" bulletSize={22} active={deal.steps.length}>
      {deal.steps.map((step) => {
        const Icon = icons[step.state];
        return (
          <Timeline.Item
            key={`${step.pipeline_id} ${step.stage_id}`}
            color={colours[step.state]}
            bullet={<Icon size={13} aria-hidden />}
            title={
              <Text size="sm" fw={isInFocus(step, focus) ? 700 : 550}>
                {names.stage(step.pipeline_id, step.stage_id)}
                {wasInSeveral && ` · ${names.pipeline(step.pipeline_id)}`}
              </Text>
            }
          >
            <Text size="sm" c="dimmed">
              {formatDay(step.entered_at, timeZone)}: {describeStep(step, asOf)}; counted for{' '}
              {names.person(step.credited_rep_id)}
            </Text>
          </Timeline.Item>
        );
      })}
    </Timeline>
  );
}

function isInFocus(step: DealStep, { pipeline = step.pipeline_id, stage }: StepInFocus): boolean {
  return step.stage_id === stage && step.pipeline_id === pipeline;
}

function describeStep(step: DealStep, asOf: Instant): string {
  if (step.skipped) return 'passed without stopping here';
  const stay = formatStay(step.entered_at, step.left_at ?? asOf);
  switch (step.state) {
    case 'advanced':
      return `moved on after ${stay}`;
    case 'lost':
      return `lost after ${stay}`;
    case 'open':
      return step.left_at === null
        ? `here for ${stay}, not yet decided`
        : `left this process after ${stay}, not decided`;
  }
}
