import * as z from 'zod';
import { recordNames } from '../coaching/record.ts';
import { instantText } from './answer-fields.ts';
import { listOf } from './list.ts';

/** How long one kind of record is kept after it was last touched. */
export const retentionRule = z.object({
  kind: z.enum([...recordNames, 'plan', 'read']),
  kept_days: z.int(),
  set_by: z.string().nullable().meta({ description: 'Null where it is as usual' }),
  set_at: instantText.nullable(),
});

/** `GET /v1/retention`. */
export const retentionAnswer = listOf(retentionRule);

/** Body of `PUT /v1/retention/{kind}`. */
export const retentionRequest = z.strictObject({ kept_days: z.int().min(30).max(3_650) });
