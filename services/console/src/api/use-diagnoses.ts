import { diagnosesAnswer } from '@stepup/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';
import { optionalAnswer } from './optional-answer.ts';

/** The flagged gaps as of a moment (null: the server's default); null where the server has no diagnosis yet. */
export function useDiagnoses(asOf: string | null = null) {
  const api = useApi();
  return useQuery({
    queryKey: ['diagnoses', asOf],
    queryFn: () => optionalAnswer(api.read('/v1/diagnoses', diagnosesAnswer, { as_of: asOf, limit: '1000' })),
  });
}
