import { agendaAnswer } from '@stepup/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';

/** What waits for the reader and those they coach, the earliest first. */
export function useAgenda(daysAhead: number, enabled: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['agenda', daysAhead],
    enabled,
    queryFn: () => api.read('/v1/agenda', agendaAnswer, { days: String(daysAhead) }),
  });
}
