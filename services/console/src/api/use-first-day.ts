import { indicatorAnswer } from '@stepup/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';

/** Bounds that no deal of a living system lies outside of. */
const everything = { from: '1971-01-01', to: '2200-01-01' };

/** The first day of the month in which the first deal entered a step; null where none has. Waits while not `isWanted`. */
export function useFirstDay(pipeline: string | null, isWanted: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['first-day', pipeline],
    enabled: isWanted,
    queryFn: async () => {
      const query = { ...everything, by: 'month', pipeline, limit: '1' };
      const month = (await api.read('/v1/indicators/entered', indicatorAnswer, query)).rows[0]?.key;
      return month === undefined ? null : `${month}-01`;
    },
  });
}
