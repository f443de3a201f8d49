import { funnelAnswer } from '@stepup/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';

/** What a funnel is asked for; both ends of the period as RFC 3339 or days. */
export interface FunnelRequest {
  from: string;
  to: string;
  asOf: string | null;
  pipeline: string | null;
  by: 'rep' | null;
  rep?: string | null;
  manager?: string | null;
}

/** The funnel; waits while there is no request yet. */
export function useFunnel(request: FunnelRequest | null) {
  const api = useApi();
  return useQuery({
    queryKey: ['funnel', request],
    enabled: request !== null,
    placeholderData: (previous) => previous,
    queryFn: () =>
      api.read('/v1/funnel', funnelAnswer, {
        from: request?.from,
        to: request?.to,
        as_of: request?.asOf,
        pipeline: request?.pipeline,
        by: request?.by,
        rep: request?.rep,
        manager: request?.manager,
        limit: '1000',
      }),
  });
}
