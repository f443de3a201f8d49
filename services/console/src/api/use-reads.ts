import { readsAnswer } from '@stepup/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';

const newestShown = '1000';

/** Who looked at the reader's own records, newest first. */
export function useReads() {
  const api = useApi();
  return useQuery({
    queryKey: ['reads'],
    queryFn: () => api.read('/v1/reads', readsAnswer, { limit: newestShown }),
  });
}
