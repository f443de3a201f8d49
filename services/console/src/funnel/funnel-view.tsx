import { SimpleGrid, Stack } from '@mantine/core';
import type { FunnelAnswer } from '@stepup/contracts';
import type { FunnelRequest } from '../api/use-funnel.ts';
import { useNames } from '../names/use-names.ts';
import { EmptyNotice } from '../notices/empty-notice.tsx';
import { readStepRate } from '../wording/step-rate.ts';
import { FunnelDetail } from './funnel-detail.tsx';
import { StepCards } from './step-cards.tsx';
import type { FunnelFilters } from './use-funnel-filters.ts';
import { WinRateCard } from './win-rate-card.tsx';

const maxColumns = 6;

/** The whole process as cards, and below the people of one step or the steps of one person. */
export function FunnelView({
  request,
  everybody,
  byRep,
  filters,
  change,
}: {
  /** What was asked, for numbers that stand beside the steps. */
  request: FunnelRequest;
  everybody: FunnelAnswer;
  /** Null for readers who see groups only. */
  byRep: FunnelAnswer | null;
  filters: FunnelFilters;
  change: (changes: Readonly<Record<string, string | null>>) => void;
}) {
  const names = useNames();
  const onlyRep = byRep?.rows.length === 1 ? (byRep.rows[0]?.key ?? null) : null;
  const person = filters.person ?? onlyRep;
  const rowsShown = person === null ? everybody.rows : byRep?.rows.filter(({ key }) => key === person);
  const hasPeople = byRep !== null && person === null;
  const steps = rowsShown?.[0]?.steps ?? [];
  const step =
    steps.find(({ stage_id }) => stage_id === filters.stage) ??
    // Where nothing is decided there is nothing to compare.
    steps.find((one) => readStepRate(one).kind === 'rate') ??
    steps[0];
  if (step === undefined || steps.every(({ entered }) => entered === 0)) {
    return (
      <EmptyNotice title="No deal entered a step in this time">
        Choose a longer time, or All, or another process.
      </EmptyNotice>
    );
  }
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 2, md: Math.min(maxColumns, steps.length + 1) }} spacing="sm">
        <StepCards
          steps={steps}
          pipelineId={everybody.pipeline_id}
          names={names}
          chosen={hasPeople ? step.stage_id : null}
          choose={hasPeople ? (stage) => change({ stage }) : null}
        />
        <WinRateCard request={person === null ? request : { ...request, rep: person }} />
      </SimpleGrid>
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
