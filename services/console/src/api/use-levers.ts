import { leversAnswer, whatIfAnswer } from '@stepup/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';
import { optionalAnswer } from './optional-answer.ts';

/** Where a better rate would pay most for somebody; null where that cannot be told of them. */
export function useLevers(repId: string, enabled: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['levers', repId],
    enabled,
    queryFn: () => optionalAnswer(api.read(`/v1/reps/${encodeURIComponent(repId)}/levers`, leversAnswer)),
  });
}

/** What another rate at a step would bring; the last answer stays until the next is there. */
export function useWhatIf(
  repId: string,
  step: { pipeline_id: string; stage_id: string },
  rate: number | null,
) {
  const api = useApi();
  return useQuery({
    queryKey: ['what-if', repId, step.pipeline_id, step.stage_id, rate],
    enabled: rate !== null,
    placeholderData: keepPreviousData,
    queryFn: () =>
      api.write(`/v1/reps/${encodeURIComponent(repId)}/what-if`, whatIfAnswer, {
        body: { pipeline_id: step.pipeline_id, stage_id: step.stage_id, rate },
      }),
  });
}
