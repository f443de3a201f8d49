import { pipelinesAnswer } from '@stepup/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';
import { optionalAnswer } from './optional-answer.ts';

/** The sales processes with their stages; none where the server does not list them. */
export function usePipelines() {
  const api = useApi();
  return useQuery({
    queryKey: ['pipelines'],
    staleTime: 300_000,
    queryFn: async () =>
      (await optionalAnswer(api.read('/v1/pipelines', pipelinesAnswer, { limit: '1000' })))?.items ?? [],
  });
}
