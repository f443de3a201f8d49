import { deadLettersAnswer, type DeadLetterState, keptDeadLetter } from '@stepup/contracts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';
import { useMayOperate } from './use-may-operate.ts';

const pageSize = 50;

/** Messages that could not be stored, page by page, with how many wait for each reason. */
export function useDeadLetters(state: DeadLetterState) {
  const api = useApi();
  const mayOperate = useMayOperate();
  return useInfiniteQuery({
    queryKey: ['dead-letters', state],
    enabled: mayOperate,
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      api.read('/v1/dead-letters', deadLettersAnswer, { state, limit: String(pageSize), cursor: pageParam }),
    getNextPageParam: (page) => page.next_cursor,
  });
}

/** One of them with what the message held. */
export function useDeadLetter(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['dead-letter', id],
    queryFn: () => api.read(`/v1/dead-letters/${encodeURIComponent(id)}`, keptDeadLetter),
  });
}
