import { peopleAnswer } from '@stepup/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';
import { optionalAnswer } from './optional-answer.ts';
import { readPages } from './read-pages.ts';

/** Everybody whose name this person may read. */
export function usePeople() {
  const api = useApi();
  return useQuery({
    queryKey: ['people'],
    staleTime: 300_000,
    queryFn: async () => {
      const pages = await optionalAnswer(
        readPages((cursor) => api.read('/v1/people', peopleAnswer, { limit: '1000', cursor })),
      );
      return pages?.items ?? [];
    },
  });
}
