import * as z from 'zod';
import { count } from './answer-fields.ts';
import { listOf } from './list.ts';

/** `GET /v1/jobs`: how the background work stands. Failed ones stay until they are asked for again. */
export const jobsAnswer = listOf(
  z.object({
    name: z.string(),
    waiting: count,
    active: count,
    delayed: count,
    failed: count.meta({ description: 'For good: after its last try' }),
  }),
);
