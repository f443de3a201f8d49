import * as z from 'zod';
import { instantText } from './answer-fields.ts';

/** Body of `PUT /v1/reps/{id}/diagnosis-pause`. */
export const diagnosisPauseRequest = z.strictObject({ paused: z.boolean() });

/** Whether somebody has paused their diagnosis, and since when. */
export const diagnosisPause = z.object({
  rep_id: z.string(),
  paused: z.boolean(),
  since: instantText.nullable(),
});
