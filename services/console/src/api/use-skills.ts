import { skillsAnswer } from '@stepup/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';

/** The skills to choose from. */
export function useSkills() {
  const api = useApi();
  return useQuery({
    queryKey: ['skills'],
    staleTime: 300_000,
    queryFn: async () => (await api.read('/v1/skills', skillsAnswer, { limit: '1000' })).items,
  });
}
