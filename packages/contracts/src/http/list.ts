import * as z from 'zod';

/** Where the next page begins; null on the last page. */
export const nextCursor = z.string().nullable();

/** The envelope of every list. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next_cursor: nextCursor });
}
