import * as z from 'zod';
import { errorCodeNames } from '../errors.ts';

/** The body of every error (RFC 9457, `application/problem+json`); `code` is stable, texts may change. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int().min(400).max(599),
  code: z.enum(errorCodeNames),
  detail: z.exactOptional(z.string()),
  instance: z.exactOptional(z.string()),
  request_id: z.exactOptional(z.string()),
  errors: z
    .exactOptional(
      z.array(
        z.object({
          code: z.string().meta({ description: 'Of this list, or the rule that was broken' }),
          path: z.string(),
          message: z.string(),
        }),
      ),
    )
    .meta({ description: 'Every parameter or field that was wrong' }),
});

export type Problem = z.output<typeof problem>;
