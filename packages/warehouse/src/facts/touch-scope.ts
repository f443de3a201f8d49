import * as z from 'zod';

/** What lists of touched entities a derivation works on: those of these batches, of one tenant. */
export const touchScope = z.object({
  tenant: z.string(),
  /** At least one; what a derivation finds to be touched as well goes onto the list of the first. */
  batches: z.tuple([z.string()], z.string()),
});

export type TouchScope = z.output<typeof touchScope>;
