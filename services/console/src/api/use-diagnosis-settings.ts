import { diagnosisSettings, retentionAnswer, retentionRule } from '@stepup/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import { useApi } from './api-context.tsx';
import { statusOf } from './request-failure.ts';

type RetentionRule = z.output<typeof retentionRule>;

/** How findings are shown in this tenant, and changing it; who was slower than somebody else reads it again. */
export function useDiagnosisSettings() {
  const api = useApi();
  const queryClient = useQueryClient();
  const path = '/v1/settings/diagnosis';
  const queryKey = ['diagnosis-settings'];
  const state = useQuery({ queryKey, queryFn: () => api.read(path, diagnosisSettings) });
  const save = useMutation({
    mutationFn: ({ workingDays, version }: { workingDays: number; version: number }) =>
      api.write(path, diagnosisSettings, {
        method: 'PUT',
        body: { head_start_working_days: workingDays },
        version,
      }),
    onSuccess: (saved) => queryClient.setQueryData(queryKey, saved),
    onError: (error) => (statusOf(error) === 412 ? queryClient.invalidateQueries({ queryKey }) : undefined),
  });
  return { state, save };
}

/** How long each kind of record is kept, and changing it. */
export function useRetention() {
  const api = useApi();
  const queryClient = useQueryClient();
  const queryKey = ['retention'];
  const state = useQuery({
    queryKey,
    queryFn: async () => (await api.read('/v1/retention', retentionAnswer)).items,
  });
  const save = useMutation({
    mutationFn: ({ kind, days }: { kind: RetentionRule['kind']; days: number }) =>
      api.write(`/v1/retention/${kind}`, retentionRule, { method: 'PUT', body: { kept_days: days } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey }),
  });
  return { state, save };
}
