import { type EffectsAnswer, effectsAnswer, quotaCoachingAnswer } from '@stepup/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';

/** What coaching did, pooled by who coached, by skill or by kind. */
export function useEffects(by: EffectsAnswer['by'], enabled: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['effects', by],
    enabled,
    queryFn: () => api.read('/v1/effects', effectsAnswer, { by }),
  });
}

/** Attainment of quota beside coaching, of whole months. */
export function useQuotaCoaching(from: string, to: string, enabled: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['quota-coaching', from, to],
    enabled,
    placeholderData: (previous) => previous,
    queryFn: () => api.read('/v1/quota-coaching', quotaCoachingAnswer, { from_month: from, to_month: to }),
  });
}
