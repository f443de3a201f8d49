import { signInAnswer } from '@stepup/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../api/api-context.tsx';

/** How people sign in at this server. */
export function useSignInWay() {
  const api = useApi();
  return useQuery({
    queryKey: ['sign-in'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => api.read('/v1/sign-in', signInAnswer),
  });
}
