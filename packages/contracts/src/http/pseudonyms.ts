import * as z from 'zod';

/** Body of `POST /v1/pseudonyms/{pseudonym}/reveals`: why somebody needs to know, in words that the person will read. */
export const revealRequest = z.strictObject({ reason: z.string().trim().min(10).max(500) });

/** Whom a pseudonym stands for. */
export const revealAnswer = z.object({
  pseudonym: z.string(),
  person_id: z.string(),
  name: z.string().nullable(),
});
