import { sessionPreparationAnswer } from '@stepup/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';

/** What is known already for a coaching session. */
export function usePreparation(sessionId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['preparation', sessionId],
    queryFn: () =>
      api.read(`/v1/sessions/${encodeURIComponent(sessionId)}/preparation`, sessionPreparationAnswer),
  });
}
