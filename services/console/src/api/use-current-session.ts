import { sessionAnswer } from '@stepup/contracts';
import { useQuery } from '@tanstack/react-query';
import { useToken } from '../session/session-context.tsx';
import { readTokenClaims } from '../session/read-token-claims.ts';
import { useApi } from './api-context.tsx';
import type { SessionAnswer } from './console-answers.ts';
import { optionalAnswer } from './optional-answer.ts';

/** Who is signed in. Where the server does not say, what the token says about itself stands in. */
export function useCurrentSession() {
  const api = useApi();
  const token = useToken();
  return useQuery({
    queryKey: ['session'],
    enabled: token !== null,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () =>
      (await optionalAnswer(api.read('/v1/session', sessionAnswer))) ?? guessSession(token),
  });
}

function guessSession(token: string | null): SessionAnswer {
  const claims = token === null ? null : readTokenClaims(token);
  const tenant = claims?.tenant ?? 'default';
  const subject = claims?.sub ?? null;
  return {
    tenant,
    person_id: subject === null || subject.startsWith('client:') ? null : subject,
    name: null,
    role: null,
    scopes: claims?.scope?.split(' ') ?? [],
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    simulated: tenant === 'example',
  };
}
