import * as z from 'zod';
import { instantText } from '../http/answer-fields.ts';
import { textOf } from '../fields/text.ts';

/** One line, as it is typed on a phone before or after a call. */
export const line = textOf(500);

/** A few sentences. */
export const passage = textOf(5000);

/** Who did something in a record: the two of it, a guest whom the learner invited, operations, anybody who may read it, or the product. */
export const recordSides = ['learner', 'coach', 'guest', 'operations', 'reader', 'product'] as const;

export const recordSide = z.enum(recordSides);

/** What somebody wrote, with who and when. `late`: entered more than a day after what it is about. */
export const written = z.object({
  text: z.string(),
  by: z.string(),
  side: recordSide,
  at: instantText,
  late: z.boolean(),
});

export type RecordSide = z.output<typeof recordSide>;
export type Written = z.output<typeof written>;
