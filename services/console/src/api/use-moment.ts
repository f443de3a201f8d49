import { dealsAnswer } from '@stepup/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';

/**
 * The moment that answers are as of unless told otherwise, how fresh they are, and whether there are any events at all.
 * Every answer of the API carries it; this asks for the smallest one.
 */
export function useMoment() {
  const api = useApi();
  return useQuery({
    queryKey: ['moment'],
    refetchInterval: 60_000,
    queryFn: async () => {
      const { as_of, freshness, items } = await api.read('/v1/deals', dealsAnswer, { limit: '1' });
      return { asOf: as_of, freshness, isEmpty: freshness.newest_event_time === null && items.length === 0 };
    },
  });
}
