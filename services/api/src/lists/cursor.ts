import { createHash } from 'node:crypto';
import { canonicalJson, type Instant, jsonOrUndefined, toInstant } from '@stepup/contracts';
import * as z from 'zod';

/**
 * Where a page begins. It carries the moment the first page was as of, so that all pages of a list show one state, and is
 * bound to its list: used with other parameters it is refused.
 */
export interface Cursor {
  /** Key of the last entry of the page before. */
  after: string;
  asOf: Instant;
}

/** What a cursor is bound to. */
export interface CursorList {
  path: string;
  tenant: string;
  rawQuery: Readonly<Record<string, unknown>>;
}

const written = z.strictObject({
  after: z.string(),
  as_of: z.string().refine((text) => toInstant(text) === text),
  list: z.string(),
});

/** The opaque text of a cursor: base64url of JSON. It grants nothing: every page is checked like the first. */
export function writeCursor(cursor: Cursor, list: CursorList): string {
  const text = JSON.stringify({ after: cursor.after, as_of: cursor.asOf, list: fingerprint(list) });
  return Buffer.from(text).toString('base64url');
}

/** Reads a cursor back, or null for what {@link writeCursor} has not written for this list. */
export function readCursor(text: string, list: CursorList): Cursor | null {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.toString('base64url') !== text) return null;
  const parsed = written.safeParse(jsonOrUndefined(bytes.toString()));
  if (!parsed.success || parsed.data.list !== fingerprint(list)) return null;
  return { after: parsed.data.after, asOf: parsed.data.as_of };
}

/** The limit may change from page to page; nothing else may. */
function fingerprint({ path, tenant, rawQuery }: CursorList): string {
  const { cursor: _cursor, limit: _limit, ...question } = rawQuery;
  const text = canonicalJson([path, tenant, question]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
