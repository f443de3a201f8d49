import type { peopleAnswer, pipelinesAnswer, sessionAnswer } from '@stepup/contracts';
import * as z from 'zod';

/** `POST /v1/session/embedded`: a token of the built-in issuer. Only the embedded server has it. */
export const embeddedSession = z.object({ token: z.string() });

/** `GET /v1/skills`: what can be worked on, and what good looks like. A server without it answers 404. */
export const skillsAnswer = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      stage_ids: z.array(z.string()),
      behaviours: z.array(z.string()),
    }),
  ),
  next_cursor: z.string().nullable(),
});

type SessionAnswer = z.output<typeof sessionAnswer>;
export type Role = NonNullable<SessionAnswer['role']>;
export type Person = z.output<typeof peopleAnswer>['items'][number];
export type Pipeline = z.output<typeof pipelinesAnswer>['items'][number];
export type Skill = z.output<typeof skillsAnswer>['items'][number];
