import { Select, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { formatPeriod, localDayOf } from '@stepup/wording/dates';
import { useSearchParams } from 'react-router';
import { useIndicators } from '../api/use-indicators.ts';
import { useMoment } from '../api/use-moment.ts';
import { usePipelines } from '../api/use-pipelines.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { FunnelControls } from '../funnel/funnel-controls.tsx';
import { useFunnelFilters } from '../funnel/use-funnel-filters.ts';
import { useFunnelRequest } from '../funnel/use-funnel-request.ts';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { StartPage } from '../start/start-page.tsx';
import { DefinitionCard } from './definition-card.tsx';

/** What a number means; where its definition has changed, the number by both side by side. */
export function IndicatorsPage() {
  const [filters, change] = useFunnelFilters();
  const [parameters] = useSearchParams();
  const timeZone = useTimeZone();
  const moment = useMoment();
  const pipelines = usePipelines().data ?? [];
  const indicators = useIndicators();
  const { request, pipeline, failed: notAsked } = useFunnelRequest(filters);

  if (moment.isError) return <FailureNotice error={moment.error} retry={moment.refetch} />;
  if (moment.data?.isEmpty === true) return <StartPage />;
  const failed = notAsked ?? (indicators.isError ? indicators : undefined);
  if (failed !== undefined) return <FailureNotice error={failed.error} retry={failed.refetch} />;
  if (moment.data === undefined || indicators.data === undefined) return <LoadingPage />;
  // Without a choice the one that is a number without a step.
  const chosen =
    indicators.data.find(({ id }) => id === parameters.get('indicator')) ??
    indicators.data.find(({ id }) => id === 'win_rate');
  if (chosen === undefined) return <LoadingPage />;
  const { earlier_versions: earlier, ...newest } = chosen;
  return (
    <Stack gap="md">
      <div>
        <Title order={1} size="h2">
          Indicators
        </Title>
        <Text c="dimmed" size="sm">
          What a number means. Where its definition has changed, both stand side by side.
        </Text>
      </div>
      <Select
        label="Indicator"
        searchable
        allowDeselect={false}
        data={indicators.data.map(({ id, title }) => ({ value: id, label: title }))}
        value={chosen.id}
        onChange={(indicator) => change({ indicator })}
        maw={360}
      />
      <FunnelControls
        filters={filters}
        change={change}
        asOfDay={localDayOf(Date.parse(moment.data.asOf), timeZone)}
        pipelines={pipelines}
        managers={[]}
        chosenPipeline={pipeline}
        bounds={request === null ? 'Reading …' : formatPeriod(request, timeZone)}
      />
      <Text>{chosen.question}</Text>
      <SimpleGrid cols={{ base: 1, sm: earlier.length === 0 ? 1 : 2 }}>
        {[newest, ...earlier].map((definition, index) => (
          <DefinitionCard
            key={`${definition.id} ${String(definition.version)}`}
            definition={definition}
            name={earlier.length === 0 ? null : index === 0 ? 'As defined now' : 'As defined before'}
            request={request}
          />
        ))}
      </SimpleGrid>
    </Stack>
  );
}
