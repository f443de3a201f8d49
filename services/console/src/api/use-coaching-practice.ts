import { coachingFlagsAnswer, practiceDistancesAnswer, practiceEffectsAnswer } from '@stepup/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';

/** What stands in the way of coaching, by who coaches. */
export function useCoachingFlags(enabled: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['coaching-flags'],
    enabled,
    queryFn: () => api.read('/v1/coaching-flags', coachingFlagsAnswer),
  });
}

/** What is known of each practice that is offered to all. */
export function usePracticeEffects(enabled: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['records', 'practice-effects'],
    enabled,
    queryFn: () => api.read('/v1/practice-effects', practiceEffectsAnswer),
  });
}

/** How far those whom the reader may see are from the practices that became the reference. */
export function usePracticeDistances(enabled: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['records', 'practice-distances'],
    enabled,
    queryFn: () => api.read('/v1/practice-distances', practiceDistancesAnswer),
  });
}
