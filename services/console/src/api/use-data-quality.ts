import { dataQualityAnswer, type DataQualityCheckId, dataQualityRecordsAnswer } from '@stepup/contracts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';
import { useMayOperate } from './use-may-operate.ts';

const pageSize = 50;

/** Every check of the data that came from outside, with how many records are behind it. */
export function useDataQuality() {
  const api = useApi();
  const mayOperate = useMayOperate();
  return useQuery({
    queryKey: ['data-quality'],
    enabled: mayOperate,
    queryFn: () => api.read('/v1/data-quality', dataQualityAnswer, {}),
  });
}

/** The records behind one of them, page by page. */
export function useDataQualityRecords(check: DataQualityCheckId) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ['data-quality-records', check],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      api.read(`/v1/data-quality/${check}`, dataQualityRecordsAnswer, {
        limit: String(pageSize),
        cursor: pageParam,
      }),
    getNextPageParam: (page) => page.next_cursor,
  });
}
