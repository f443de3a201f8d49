import * as z from 'zod';
import { instantText } from './answer-fields.ts';
import { listOf } from './list.ts';

/** `GET /v1/reads`: who looked at the caller's records, newest first. */
export const readsAnswer = listOf(
  z.object({
    reader_id: z.string(),
    reader_name: z.string().nullable(),
    reader_role: z.string().nullable(),
    resource: z.string().meta({ description: 'What was read, like plan or diagnosis' }),
    resource_id: z.string().nullable(),
    reason: z.string().nullable().meta({ description: 'Given where a pseudonym was revealed' }),
    read_at: instantText,
  }),
);

export type ReadsAnswer = z.output<typeof readsAnswer>;
