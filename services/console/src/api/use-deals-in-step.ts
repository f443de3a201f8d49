import { dealsAnswer } from '@stepup/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';

/** Deals of somebody that are open in a step: where a skill can be tried. */
export function useDealsInStep(
  repId: string,
  step: { pipeline_id: string; stage_id: string } | null,
  limit: number,
) {
  const api = useApi();
  return useQuery({
    queryKey: ['deals-in-step', repId, step?.pipeline_id, step?.stage_id, limit],
    enabled: step !== null,
    queryFn: async () =>
      (
        await api.read('/v1/deals', dealsAnswer, {
          rep: repId,
          pipeline: step?.pipeline_id,
          stage: step?.stage_id,
          state: 'open',
          limit: String(limit),
        })
      ).items,
  });
}
