import { dealsAnswer } from '@stepup/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../api/api-context.tsx';
import { humaniseId } from '@stepup/wording/humanise-id';

const mostRead = '1000';

/** Names for the deals of somebody that are open; where a deal has none, or is closed, its id in words. */
export function useDealNames(repId: string | null): (dealId: string) => string {
  const api = useApi();
  const open = useQuery({
    queryKey: ['open-deals', repId],
    enabled: repId !== null,
    staleTime: 300_000,
    queryFn: async () =>
      (await api.read('/v1/deals', dealsAnswer, { rep: repId, state: 'open', limit: mostRead })).items,
  });
  const names = new Map(open.data?.map(({ deal_id, name }) => [deal_id, name]));
  return (dealId) => names.get(dealId) ?? humaniseId(dealId);
}
