import { sessionAnswer } from '@stepup/contracts';
import { useQuery } from '@tanstack/react-query';
import { useToken } from '../session/session-context.tsx';
import { useApi } from './api-context.tsx';

/** Who is signed in. */
export function useCurrentSession() {
  const api = useApi();
  const token = useToken();
  return useQuery({
    queryKey: ['session'],
    enabled: token !== null,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => api.read('/v1/session', sessionAnswer),
  });
}
