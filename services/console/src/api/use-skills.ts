import { useQuery } from '@tanstack/react-query';
import { starterSkills } from '../plan/starter-skills.ts';
import { useApi } from './api-context.tsx';
import { skillsAnswer } from './console-answers.ts';
import { optionalAnswer } from './optional-answer.ts';

/** The skills to choose from; the starter list where the server has none of its own. */
export function useSkills() {
  const api = useApi();
  return useQuery({
    queryKey: ['skills'],
    staleTime: 300_000,
    queryFn: async () =>
      (await optionalAnswer(api.read('/v1/skills', skillsAnswer, { limit: '1000' })))?.items ?? starterSkills,
  });
}
