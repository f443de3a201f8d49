import * as z from 'zod';
import { count, fraction, instantText } from './answer-fields.ts';

/** Body of `POST /v1/rebuilds`: there is nothing to choose. */
export const rebuildRequest = z.strictObject({});

/** A rebuild and how far it is: `GET /v1/rebuilds/{id}`, and the answer of `POST /v1/rebuilds`. */
export const rebuild = z.object({
  id: z.string(),
  state: z.enum(['queued', 'running', 'done', 'failed']),
  progress: fraction,
  derived: count.meta({ description: 'Deals, activities and people that were derived so far' }),
  total: count.nullable().meta({ description: 'Null until they are counted' }),
  requested_at: instantText,
  finished_at: instantText.nullable(),
  error: z.string().nullable(),
});

export type Rebuild = z.output<typeof rebuild>;
