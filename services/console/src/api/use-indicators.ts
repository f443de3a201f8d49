import { indicatorAnswer, indicatorsAnswer } from '@stepup/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';
import type { FunnelRequest } from './use-funnel.ts';

/** Every indicator as it is defined now and as it was before. */
export function useIndicators() {
  const api = useApi();
  return useQuery({
    queryKey: ['indicators'],
    queryFn: async () => (await api.read('/v1/indicators', indicatorsAnswer, {})).items,
  });
}

/** One indicator of all that the reader may see, by one of its definitions; waits while there is no request yet. */
export function useIndicator(id: string, version: number, request: FunnelRequest | null) {
  const api = useApi();
  return useQuery({
    queryKey: ['indicator', id, version, request],
    enabled: request !== null,
    queryFn: () =>
      api.read(`/v1/indicators/${id}`, indicatorAnswer, {
        from: request?.from,
        to: request?.to,
        as_of: request?.asOf,
        pipeline: request?.pipeline,
        version: String(version),
      }),
  });
}
