import { indicatorAnswer } from '@stepup/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';
import type { FunnelRequest } from './use-funnel.ts';

/** Won among closed of what the reader may see, or of one person. */
export function useWinRate({
  from,
  to,
  asOf,
  pipeline,
  manager,
  rep,
}: Pick<FunnelRequest, 'from' | 'to' | 'asOf' | 'pipeline' | 'manager' | 'rep'>) {
  const api = useApi();
  const query = { from, to, as_of: asOf, pipeline, manager, rep };
  return useQuery({
    queryKey: ['win-rate', query],
    placeholderData: (previous) => previous,
    queryFn: async () => (await api.read('/v1/indicators/win_rate', indicatorAnswer, query)).rows[0] ?? null,
  });
}
