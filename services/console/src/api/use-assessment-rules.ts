import {
  type AssessmentPair,
  assessmentRulesAnswer,
  assessmentRulesCheck,
  assessmentRulesListAnswer,
} from '@stepup/contracts';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';

const pathOf = (pair: AssessmentPair): string => `/v1/assessment-rules/${pair}`;

/** The current rules of all pairs. */
export function useAssessmentRules() {
  const api = useApi();
  return useQuery({
    queryKey: ['assessment-rules'],
    queryFn: async () => (await api.read('/v1/assessment-rules', assessmentRulesListAnswer)).items,
  });
}

/** Reads a version of the rules of a pair when it is asked for. */
export function useReadRulesVersion(pair: AssessmentPair) {
  const api = useApi();
  return useMutation({
    mutationFn: (version: number) =>
      api.read(pathOf(pair), assessmentRulesAnswer, { version: String(version) }),
  });
}

/** What is wrong with a text; the last answer stays until the next is there. */
export function useAssessmentRulesCheck(pair: AssessmentPair, text: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['assessment-rules-check', pair, text],
    placeholderData: keepPreviousData,
    queryFn: () => api.write(`${pathOf(pair)}/checks`, assessmentRulesCheck, { body: { text } }),
  });
}

/** Writes a new version, made from the one of that number. */
export function useSaveAssessmentRules(pair: AssessmentPair) {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ text, version }: { text: string; version: number }) =>
      api.write(pathOf(pair), assessmentRulesAnswer, { method: 'PUT', body: { text }, version }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['assessment-rules'] }),
  });
}
