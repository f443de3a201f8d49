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
      const { tenant, empty } = await api.withToken(token).read('/v1/session', sessionAnswer);
      // A name that was typed and under which nothing lies is more likely a slip than a new tenant.
      const isInDoubt = empty && credentials.kind === 'person';
      return { kind: isInDoubt ? ('empty' as const) : ('signed_in' as const), tenant, token };
    },
    onSuccess: ({ kind, token }) => {
      if (kind === 'signed_in') session.setToken(token);
    },
  });
}
