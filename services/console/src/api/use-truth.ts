import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';
import { optionalAnswer } from './optional-answer.ts';
import { truthAnswer } from './truth-answer.ts';

/** What the simulated organisation was made from; null where the tenant is none. */
export function useTruth() {
  const api = useApi();
  return useQuery({
    queryKey: ['truth'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => optionalAnswer(api.read('/v1/example/truth', truthAnswer)),
  });
}
