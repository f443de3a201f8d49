import { activitiesAnswer } from '@stepup/contracts';
import { addDays, localDayOf } from '@stepup/wording/dates';
import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';
import { useTimeZone } from './use-time-zone.ts';

const daysAhead = 14;

/** The calls and meetings of somebody in the next two weeks, as the CRM plans them, the next one first. */
export function useComingCalls(repId: string | null) {
  const api = useApi();
  const today = localDayOf(Date.now(), useTimeZone());
  return useQuery({
    queryKey: ['coming-calls', repId, today],
    enabled: repId !== null,
    queryFn: async () => {
      const query = { rep: repId, from: today, to: addDays(today, daysAhead), limit: '200' };
      const { items } = await api.read('/v1/activities', activitiesAnswer, query);
      const now = Date.now();
      return items
        .filter(
          ({ kind, state, starts_at }) =>
            state === 'planned' && (kind === 'call' || kind === 'meeting') && Date.parse(starts_at) > now,
        )
        .toSorted((one, other) => Date.parse(one.starts_at) - Date.parse(other.starts_at));
    },
  });
}
