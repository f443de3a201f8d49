import { Stack } from '@mantine/core';
import type { FunnelAnswer } from '@stepup/contracts';
import { useNames } from '../names/use-names.ts';
import { EmptyNotice } from '../notices/empty-notice.tsx';
import { FunnelDetail } from './funnel-detail.tsx';
import { StepCards } from './step-cards.tsx';
import type { FunnelFilters } from './use-funnel-filters.ts';

/** The whole process as cards, and below the people of one step or the steps of one person. */
export function FunnelView({
  everybody,
  byRep,
  filters,
  change,
}: {
  everybody: FunnelAnswer;
  /** Null for readers who see groups only. */
  byRep: FunnelAnswer | null;
  filters: FunnelFilters;
  change: (changes: Readonly<Record<string, string | null>>) => void;
}) {
  const names = useNames();
  const steps = everybody.rows[0]?.steps ?? [];
  const step = steps.find(({ stage_id }) => stage_id === filters.stage) ?? steps[0];
  if (step === undefined || steps.every(({ entered }) => entered === 0)) {
    return (
      <EmptyNotice title="No deal entered a step in this time">
        Choose a longer time or another process.
      </EmptyNotice>
    );
  }
  const onlyRep = byRep?.rows.length === 1 ? (byRep.rows[0]?.key ?? null) : null;
  const person = filters.person ?? onlyRep;
  return (
    <Stack gap="md">
      {person === null && (
        <StepCards
          steps={steps}
          pipelineId={everybody.pipeline_id}
          names={names}
          chosen={step.stage_id}
          choose={(stage) => change({ stage })}
        />
      )}
      {byRep !== null && (
        <FunnelDetail
          byRep={byRep}
          step={step}
          person={person}
          asOf={filters.asOf}
          isAlone={onlyRep !== null}
          choosePerson={(id) => change({ person: id })}
        />
      )}
    </Stack>
  );
}
