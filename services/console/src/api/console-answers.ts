import type { peopleAnswer, pipelinesAnswer, sessionAnswer } from '@stepup/contracts';
import * as z from 'zod';

/** `POST /v1/session/embedded`: a token of the built-in issuer. Only the embedded server has it. */
export const embeddedSession = z.object({ token: z.string() });

type SessionAnswer = z.output<typeof sessionAnswer>;
export type Role = NonNullable<SessionAnswer['role']>;
export type Person = z.output<typeof peopleAnswer>['items'][number];
export type Pipeline = z.output<typeof pipelinesAnswer>['items'][number];
