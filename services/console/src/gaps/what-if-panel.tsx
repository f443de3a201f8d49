import { Group, List, Loader, Slider, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { Diagnosis } from '@stepup/contracts';
import { formatPercent } from '@stepup/wording/numbers';
import { useState } from 'react';
import { useLevers, useWhatIf } from '../api/use-levers.ts';
import { useNames } from '../names/use-names.ts';
import { FailureNotice } from '../notices/failure-notice.tsx';

const askAfterMs = 250;

/** Move the rate and see what it would bring; beside it what the better colleagues reach, and what more deals ask for later. */
export function WhatIfPanel({ finding }: { finding: Diagnosis }) {
  const names = useNames();
  const levers = useLevers(finding.rep_id, true);
  const [percent, setPercent] = useState(Math.round(finding.typical * 100));
  const [asked] = useDebouncedValue(percent, askAfterMs);
  const whatIf = useWhatIf(finding.rep_id, finding, asked / 100);
  const failed = [levers, whatIf].find(({ isError }) => isError);
  if (failed !== undefined) return <FailureNotice error={failed.error} retry={failed.refetch} />;
  const own = levers.data?.items.find(
    ({ pipeline_id, stage_id }) => pipeline_id === finding.pipeline_id && stage_id === finding.stage_id,
  );
  const change = whatIf.data?.change ?? null;
  return (
    <Stack gap="xs" mt="md">
      <Text size="sm">
        What if this rate were <strong>{formatPercent(percent / 100)}</strong>? Today it is likely{' '}
        {formatPercent(finding.rate)}
        {own !== undefined && `; the better quarter of colleagues reaches ${formatPercent(own.target.mean)}`}.
      </Text>
      <Slider
        label={null}
        thumbLabel="Step-up rate"
        min={1}
        max={99}
        value={percent}
        onChange={setPercent}
        marks={[
          { value: Math.round(finding.rate * 100), label: 'today' },
          { value: Math.round(finding.typical * 100), label: 'typical' },
        ]}
        mb="lg"
      />
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <Text fw={600} role="status">
          {whatIf.data?.sentence ?? 'Computing …'}
        </Text>
        {whatIf.isFetching && <Loader size="xs" />}
      </Group>
      {change !== null && change.extra_entries.length > 0 && (
        <List size="sm">
          {change.extra_entries.map(({ stage_id, deals }) => (
            <List.Item key={stage_id}>
              {names.stage(finding.pipeline_id, stage_id)}: {deals < 0 ? '' : '+'}
              {deals.toFixed(1)} deals a month to work on
            </List.Item>
          ))}
        </List>
      )}
      {levers.data !== null && levers.data !== undefined && (
        <Text size="sm" c="dimmed">
          {levers.data.sentence}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        Likely: 8 times in 10. Of the plain gain {formatPercent(whatIf.data?.dilution ?? 0.8)} is counted,
        because deals that would have been lost are won less often later on.
      </Text>
    </Stack>
  );
}
