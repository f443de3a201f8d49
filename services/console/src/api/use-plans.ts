import { plan, plansAnswer, type Plan, type PlanRequest, type PlanTransition } from '@stepup/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';
import { useMayCoach } from './use-may-coach.ts';
import { optionalAnswer } from './optional-answer.ts';
import { statusOf } from './request-failure.ts';

/** The plans that this person may see; null where the server has no plans yet. */
export function usePlans() {
  const api = useApi();
  const mayCoach = useMayCoach();
  return useQuery({
    queryKey: ['plans'],
    enabled: mayCoach,
    queryFn: () => optionalAnswer(api.read('/v1/plans', plansAnswer, { limit: '100' })),
  });
}

export function usePlan(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['plan', id],
    queryFn: () => api.read(`/v1/plans/${encodeURIComponent(id)}`, plan),
  });
}

/** One thing that somebody does to a plan. The answer is the plan as it reads then; a stale one is read again. */
export function useMovePlan(id: string) {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ transition, version }: { transition: PlanTransition; version: number }) =>
      api.write(`/v1/plans/${encodeURIComponent(id)}/transitions`, plan, { body: transition, version }),
    onSuccess: (moved) => {
      queryClient.setQueryData(['plan', id], moved);
      return queryClient.invalidateQueries({ queryKey: ['plans'] });
    },
    onError: (error) =>
      statusOf(error) === 412 ? queryClient.invalidateQueries({ queryKey: ['plan', id] }) : undefined,
  });
}

/** Opens a plan and fills in what is known; where a step of that is refused, the plan stands with what came before. */
export function useOpenPlan() {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({
      opening,
      prefill,
    }: {
      opening: PlanRequest;
      prefill: readonly PlanTransition[];
    }) => {
      let current: Plan = await api.write('/v1/plans', plan, { body: opening });
      for (const transition of prefill) {
        const path = `/v1/plans/${encodeURIComponent(current.id)}/transitions`;
        try {
          // One after the other: each needs the version that the one before left.
          current = await api.write(path, plan, { body: transition, version: current.version });
        } catch {
          break;
        }
      }
      return current;
    },
    onSuccess: (opened) => {
      queryClient.setQueryData(['plan', opened.id], opened);
      return queryClient.invalidateQueries({ queryKey: ['plans'] });
    },
  });
}
