import { Box, Card, Radio, Stack, Text, Title } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { useMoment } from '../api/use-moment.ts';
import { usePipelines } from '../api/use-pipelines.ts';
import { usePreset, usePresets } from '../api/use-preset.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { FunnelControls } from '../funnel/funnel-controls.tsx';
import { useFunnelFilters } from '../funnel/use-funnel-filters.ts';
import { useFunnelRequest } from '../funnel/use-funnel-request.ts';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { StartPage } from '../start/start-page.tsx';
import { formatPeriod, localDayOf } from '@stepup/wording/dates';
import { PresetTable } from './preset-table.tsx';

/** The figures of another tool rebuilt from the same deals, beside ours, and why the two differ. */
export function ComparePage() {
  const [filters, change] = useFunnelFilters();
  const [parameters] = useSearchParams();
  const timeZone = useTimeZone();
  const moment = useMoment();
  const pipelines = usePipelines().data ?? [];
  const presets = usePresets();
  const { request, pipeline, failed: notAsked } = useFunnelRequest(filters);
  const chosen = presets.data?.find(({ id }) => id === parameters.get('way')) ?? presets.data?.[0] ?? null;
  const compared = usePreset(chosen?.id ?? null, request);

  if (moment.isError) return <FailureNotice error={moment.error} retry={moment.refetch} />;
  if (moment.data?.isEmpty === true) return <StartPage />;
  if (moment.data === undefined) return <LoadingPage />;
  const failed = notAsked ?? [presets, compared].find(({ isError }) => isError);
  const isOld = compared.isPlaceholderData;
  return (
    <Stack gap="md">
      <div>
        <Title order={1} size="h2">
          Compare
        </Title>
        <Text c="dimmed" size="sm">
          The number you know from another tool, counted from the same deals, beside ours.
        </Text>
      </div>
      <FunnelControls
        filters={filters}
        change={change}
        asOfDay={localDayOf(Date.parse(moment.data.asOf), timeZone)}
        pipelines={pipelines}
        managers={[]}
        chosenPipeline={pipeline}
        bounds={request === null || isOld ? 'Reading …' : formatPeriod(request, timeZone)}
      />
      {failed !== undefined && <FailureNotice error={failed.error} retry={failed.refetch} />}
      {failed === undefined && chosen !== null && (
        <Card withBorder padding="md">
          <Stack gap="sm">
            <Radio.Group
              label="How does the other tool count?"
              value={chosen.id}
              onChange={(way) => change({ way })}
            >
              <Stack gap={6} mt={6}>
                {(presets.data ?? []).map(({ id, title }) => (
                  <Radio key={id} value={id} label={title} />
                ))}
              </Stack>
            </Radio.Group>
            <Text size="sm">{chosen.counts}</Text>
            <Text size="sm" c="dimmed">
              Counted for: {chosen.owner_rule}
            </Text>
            <Text size="sm">
              <b>Why it differs.</b> {chosen.differs}
            </Text>
          </Stack>
        </Card>
      )}
      {failed === undefined && compared.data === undefined && <LoadingPage />}
      {failed === undefined && compared.data !== undefined && (
        <Box aria-busy={isOld} opacity={isOld ? 0.4 : 1}>
          <PresetTable answer={compared.data} />
        </Box>
      )}
    </Stack>
  );
}
