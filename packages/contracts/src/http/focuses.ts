import * as z from 'zod';
import { id } from '../fields/text.ts';
import { instantText } from './answer-fields.ts';
import { listOf } from './list.ts';
import { paging } from './query-fields.ts';

/** One rep and one skill, for as long as it takes; plans are its slices for a month. */
export const focus = z.object({
  id: z.string(),
  rep_id: z.string(),
  skill_id: z.string().nullable().meta({ description: 'Null until the two have chosen' }),
  started_at: instantText,
  ended_at: instantText.nullable(),
  ended_as: z.enum(['skill_holds', 'changed_approach', 'not_a_skill_matter', 'paused']).nullable(),
  plans: z
    .array(
      z.object({
        id: z.string(),
        month: z.string(),
        coach_id: z.string(),
        basis: z.string(),
        state: z.string(),
        updated_at: instantText,
      }),
    )
    .meta({ description: 'Oldest first' }),
});

/** `GET /v1/focuses`. */
export const focusesAnswer = listOf(focus);

/** Query of `GET /v1/focuses`. */
export const focusesQuery = z.strictObject({
  rep: z.exactOptional(id),
  state: z.exactOptional(z.enum(['open', 'ended'])),
  ...paging,
});

export type FocusDto = z.output<typeof focus>;
