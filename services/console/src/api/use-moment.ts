import { dealsAnswer, indicatorAnswer } from '@stepup/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ApiClient } from './api-client.ts';
import { useApi } from './api-context.tsx';
import { useCurrentSession } from './use-current-session.ts';
import { statusOf } from './request-failure.ts';

/**
 * The moment that answers are as of unless told otherwise, how fresh they are, and whether there are any events at all.
 * Every answer of the API carries it; this asks for the smallest one that the reader may have.
 */
export function useMoment() {
  const api = useApi();
  const reader = useCurrentSession().data;
  return useQuery({
    queryKey: ['moment'],
    enabled: reader !== undefined,
    refetchInterval: 60_000,
    queryFn: async () => {
      const { as_of, freshness } = await (reader?.role === 'board'
        ? readSmallestSum(api)
        : readSmallestAnswer(api));
      return { asOf: as_of, freshness, isEmpty: freshness.newest_event_time === null };
    },
  });
}

async function readSmallestAnswer(api: ApiClient) {
  try {
    return await api.read('/v1/deals', dealsAnswer, { limit: '1' });
  } catch (error) {
    // Who sees groups only may not list deals.
    if (statusOf(error) !== 403) throw error;
    return readSmallestSum(api);
  }
}

function readSmallestSum(api: ApiClient) {
  return api.read('/v1/indicators/won_deals', indicatorAnswer, { from: '1971-01-01', to: '2200-01-01' });
}
