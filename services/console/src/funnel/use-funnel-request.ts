import { useCurrentSession } from '../api/use-current-session.ts';
import { useFirstDay } from '../api/use-first-day.ts';
import type { FunnelRequest } from '../api/use-funnel.ts';
import { useMoment } from '../api/use-moment.ts';
import { usePipelines } from '../api/use-pipelines.ts';
import { resolvePeriod } from './period.ts';
import type { FunnelFilters } from './use-funnel-filters.ts';

/** What to ask the API for; null until all is known that the question rests on, with what failed on the way. */
export function useFunnelRequest(filters: FunnelFilters) {
  const moment = useMoment();
  const pipelines = usePipelines();
  const session = useCurrentSession();
  const pipeline = filters.pipeline ?? pipelines.data?.[0]?.pipeline_id ?? null;
  const isKnown = moment.data !== undefined && !pipelines.isPending && session.isSuccess;
  const wantsAll = filters.period.kind === 'all';
  const firstDay = useFirstDay(pipeline, isKnown && wantsAll);
  const asOf = filters.asOf === null ? { instant: moment.data?.asOf ?? '' } : { day: filters.asOf };
  const request: FunnelRequest | null =
    isKnown && (!wantsAll || firstDay.isSuccess)
      ? {
          ...resolvePeriod(filters.period, asOf, firstDay.data),
          asOf: filters.asOf,
          pipeline,
          manager: filters.manager,
          by: null,
        }
      : null;
  return { request, pipeline, failed: [pipelines, firstDay].find(({ isError }) => isError) };
}
