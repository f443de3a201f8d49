import { assessmentSummariesAnswer } from '@stepup/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';

/** What a month of coaching looks like in sums of five people or more. */
export function useAssessmentSummaries(month: string, enabled: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['assessment-summaries', month],
    enabled,
    queryFn: async () =>
      (await api.read('/v1/assessment-summaries', assessmentSummariesAnswer, { month })).items,
  });
}
