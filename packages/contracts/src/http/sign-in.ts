import * as z from 'zod';

/** `GET /v1/sign-in`: how people sign in here. `tokens`: this server has no sign-in of its own, one brings a token. */
export const signInAnswer = z.object({
  kind: z.enum(['built_in', 'issuer', 'tokens']),
  issuer: z.string().nullable(),
});

export type SignInAnswer = z.output<typeof signInAnswer>;
