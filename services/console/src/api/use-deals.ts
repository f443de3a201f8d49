import { type DealsAnswer, dealsAnswer } from '@stepup/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { DealsFilter } from '../deals/deals-filter.ts';
import { useApi } from './api-context.tsx';

const pageSize = 50;

/** The deals behind a number, page by page. */
export function useDeals(filter: DealsFilter) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ['deals', filter],
    initialPageParam: '',
    queryFn: ({ pageParam }): Promise<DealsAnswer> =>
      api.read('/v1/deals', dealsAnswer, { ...filter, limit: String(pageSize), cursor: pageParam }),
    getNextPageParam: (page) => page.next_cursor,
  });
}
