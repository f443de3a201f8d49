import { sessionAnswer } from '@stepup/contracts';
import { useMutation } from '@tanstack/react-query';
import { useApi } from '../api/api-context.tsx';
import { embeddedSession } from '../api/console-answers.ts';
import { useSession } from './session-context.tsx';

/** Whom to sign in: somebody by name at the built-in issuer, or whoever a token speaks for. */
export type Credentials =
  { kind: 'person'; tenant: string; person: string } | { kind: 'token'; token: string };

/** Signs in. The token is kept only after the server has said that it knows whom it speaks for. */
export function useSignIn() {
  const api = useApi();
  const session = useSession();
  return useMutation({
    mutationFn: async (credentials: Credentials) => {
      const token =
        credentials.kind === 'token'
          ? credentials.token
          : (
              await api.write('/v1/session/embedded', embeddedSession, {
                body: { tenant: credentials.tenant, person: credentials.person },
              })
            ).token;
      await api.withToken(token).read('/v1/session', sessionAnswer);
      return token;
    },
    onSuccess: (token) => session.setToken(token),
  });
}
