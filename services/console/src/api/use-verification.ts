import { planVerificationAnswer } from '@stepup/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';

/** What is told of a plan's behaviour and outcome, with its earlier versions. */
export function useVerification(planId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['verification', planId],
    queryFn: () => api.read(`/v1/plans/${encodeURIComponent(planId)}/verification`, planVerificationAnswer),
  });
}
