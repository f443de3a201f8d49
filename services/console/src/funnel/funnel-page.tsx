import { Box, Stack, Text, Title } from '@mantine/core';
import { useCurrentSession } from '../api/use-current-session.ts';
import { useFunnel } from '../api/use-funnel.ts';
import { useMoment } from '../api/use-moment.ts';
import { usePeople } from '../api/use-people.ts';
import { usePipelines } from '../api/use-pipelines.ts';
import { useTimeZone } from '../api/use-time-zone.ts';
import { FailureNotice } from '../notices/failure-notice.tsx';
import { LoadingPage } from '../notices/loading-page.tsx';
import { StartPage } from '../start/start-page.tsx';
import { TermsDisclosure } from '../terms/terms-disclosure.tsx';
import { formatPeriod, localDayOf } from '@stepup/wording/dates';
import { FunnelControls } from './funnel-controls.tsx';
import { FunnelView } from './funnel-view.tsx';
import { useFunnelFilters } from './use-funnel-filters.ts';
import { useFunnelRequest } from './use-funnel-request.ts';

/** Who moves how many deals on at each step, beside a typical colleague with the same leads. */
export function FunnelPage() {
  const [filters, change] = useFunnelFilters();
  const timeZone = useTimeZone();
  const moment = useMoment();
  const pipelines = usePipelines().data ?? [];
  const people = usePeople().data ?? [];
  const session = useCurrentSession();
  const role = session.data?.role;
  const seesGroupsOnly = role === 'board';
  const seesSeveralTeams = role !== 'rep' && role !== 'manager' && !seesGroupsOnly;
  const { request, pipeline, failed: notAsked } = useFunnelRequest(filters);
  const everybody = useFunnel(request);
  const byRep = useFunnel(request === null || seesGroupsOnly ? null : { ...request, by: 'rep' });

  if (moment.isError) return <FailureNotice error={moment.error} retry={moment.refetch} />;
  if (moment.data?.isEmpty === true) return <StartPage />;
  if (moment.data === undefined) return <LoadingPage />;
  const isRead =
    request !== null && everybody.data !== undefined && (seesGroupsOnly || byRep.data !== undefined);
  // Numbers of the question before stand there, faded, until the new ones are there.
  const isOld = everybody.isPlaceholderData || byRep.isPlaceholderData;
  const failed = notAsked ?? [session, everybody, byRep].find(({ isError }) => isError);
  return (
    <Stack gap="md">
      <div>
        <Title order={1} size="h2">
          Funnel
        </Title>
        <Text c="dimmed" size="sm">
          How many deals move on at each step, beside a typical colleague with the same leads.
        </Text>
      </div>
      <FunnelControls
        filters={filters}
        change={change}
        asOfDay={localDayOf(Date.parse(moment.data.asOf), timeZone)}
        pipelines={pipelines}
        managers={seesSeveralTeams ? people.filter(({ role, active }) => role === 'manager' && active) : []}
        chosenPipeline={pipeline}
        bounds={request === null || isOld ? 'Reading …' : formatPeriod(request, timeZone)}
      />
      {failed !== undefined && <FailureNotice error={failed.error} retry={failed.refetch} />}
      {failed === undefined && !isRead && <LoadingPage />}
      {failed === undefined && isRead && everybody.data !== undefined && (
        <Box aria-busy={isOld} opacity={isOld ? 0.4 : 1}>
          <FunnelView
            request={request}
            everybody={everybody.data}
            byRep={byRep.data ?? null}
            filters={filters}
            change={change}
          />
        </Box>
      )}
      <TermsDisclosure of={['stepUpRate', 'range', 'open', 'typical', 'winRate']} />
    </Stack>
  );
}
