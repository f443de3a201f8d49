import { Card, Stack, Text, Title } from '@mantine/core';
import type { Diagnosis, DiagnosisCell } from '@stepup/contracts';
import { useState } from 'react';
import type { LatestCells } from '../api/use-latest-cells.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { useNames } from '../names/use-names.ts';
import { formatDay } from '@stepup/wording/dates';
import { formatCount } from '@stepup/wording/numbers';
import { CellsTable } from './cells-table.tsx';
import { StepChoice } from './step-choice.tsx';
import { keyOfStep, stepsInOrder } from './steps-in-order.ts';

/** What the deals at hand could have shown where no gap is flagged: a step at a time, or all steps of one person. */
export function OtherCells({
  latest,
  findings,
  readerId,
}: {
  latest: Extract<LatestCells, { kind: 'cells' }>;
  findings: readonly Diagnosis[];
  readerId: string | null;
}) {
  const names = useNames();
  const timeZone = useTimeZone();
  const [chosen, setChosen] = useState<string | null>(null);
  const isFlagged = (cell: DiagnosisCell): boolean =>
    findings.some((finding) => finding.rep_id === cell.rep_id && keyOfStep(finding) === keyOfStep(cell));
  const unflagged = latest.cells.filter((cell) => !isFlagged(cell));
  const steps = stepsInOrder(unflagged, names);
  const isOnePerson = new Set(latest.cells.map(({ rep_id }) => rep_id)).size === 1;
  const hasDeals = ({ n, mature }: DiagnosisCell): boolean => n >= 1 || mature.entered > 0;
  const step =
    steps.find(({ key }) => key === chosen) ??
    steps.find(({ key }) => unflagged.some((cell) => keyOfStep(cell) === key && hasDeals(cell))) ??
    steps[0];
  if (step === undefined) return null;
  const ofStep = unflagged.filter((cell) => keyOfStep(cell) === step.key);
  const shown = isOnePerson
    ? steps.flatMap(({ key }) => unflagged.filter((cell) => keyOfStep(cell) === key))
    : ofStep
        .filter(hasDeals)
        .sort((one, other) => names.person(one.rep_id).localeCompare(names.person(other.rep_id)));
  const without = isOnePerson ? 0 : ofStep.length - shown.length;
  return (
    <Card withBorder padding="md" component="section">
      <Stack gap="sm">
        <div>
          <Title order={2} size="h4">
            Where no gap is flagged
          </Title>
          <Text size="sm" c="dimmed">
            “No sign” is not “no gap”: few deals show only large ones. From the look of{' '}
            {formatDay(latest.asOf, timeZone)}.
          </Text>
        </div>
        {!isOnePerson && <StepChoice steps={steps} chosen={step.key} choose={setChosen} />}
        {shown.length > 0 && (
          <CellsTable
            cells={shown}
            firstColumn={isOnePerson ? 'Step' : 'Person'}
            labelOf={(cell) =>
              isOnePerson ? names.step(cell.pipeline_id, cell.stage_id) : names.person(cell.rep_id)
            }
            asOf={latest.asOf}
            readerId={readerId}
          />
        )}
        {without > 0 && (
          <Text size="sm" c="dimmed">
            {shown.length === 0
              ? 'At this step no deal is decided yet, so nobody can be compared.'
              : `${formatCount(without)} more ${without === 1 ? 'person has' : 'people have'} no decided deal at this step.`}
          </Text>
        )}
        {!latest.complete && (
          <Text size="xs" c="orange">
            There are more people than are shown here.
          </Text>
        )}
      </Stack>
    </Card>
  );
}
