import { jsonOrUndefined } from '@stepup/contracts';
import type { z } from 'zod';

/** One page of a list. `nextCursor` is null on the last page. */
export interface Page<T> {
  readonly kind: 'page';
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

export interface PageRequest {
  /** 1 to 1000. */
  readonly limit: number;
  /** The `nextCursor` of the page before, or null for the first page. */
  readonly cursor: string | null;
}

export type PageAnswer<T> = Page<T> | { readonly kind: 'invalid_cursor' };

const maxLimit = 1000;

/** The sort key a cursor stands for, null for none, or `invalid` for a text we did not write for this list. */
export function readCursor<T extends z.ZodType>(
  cursor: string | null,
  key: T,
):
  | { readonly kind: 'first' }
  | { readonly kind: 'after'; readonly key: z.output<T> }
  | { readonly kind: 'invalid_cursor' } {
  if (cursor === null) return { kind: 'first' };
  const parsed = key.safeParse(jsonOrUndefined(Buffer.from(cursor, 'base64url').toString('utf8')));
  return parsed.success ? { kind: 'after', key: parsed.data } : { kind: 'invalid_cursor' };
}

/** How many rows to read for a page: one more than asked for tells whether another page follows. */
export function rowsToRead(limit: number): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > maxLimit)
    throw new Error(`page limit out of range: ${limit}`);
  return limit + 1;
}

/** The page out of the rows read, with the cursor built from the last row on it. */
export function toPage<Row, T>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => readonly string[],
  toItem: (row: Row) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const nextCursor =
    rows.length > limit && last !== undefined
      ? Buffer.from(JSON.stringify(keyOf(last))).toString('base64url')
      : null;
  return { kind: 'page', items: shown.map(toItem), nextCursor };
}
