import type { Instant } from '@stepup/contracts';
import { type EndpointCall, type EndpointProblem, invalidQuery } from '../endpoint/endpoint.ts';
import { readCursor, writeCursor } from '../lists/cursor.ts';

type PagedCall = Pick<EndpointCall<{ cursor?: string }>, 'viewer' | 'query' | 'rawQuery'>;

/** Where a page of the store begins: its own cursor inside one that is bound to tenant, route and parameters. */
export function resolveStoreCursor(
  path: string,
  { viewer, query, rawQuery }: PagedCall,
): { kind: 'begins'; cursor: string | null } | EndpointProblem {
  if (query.cursor === undefined) return { kind: 'begins', cursor: null };
  const cursor = readCursor(query.cursor, { path, tenant: viewer.tenant, rawQuery });
  if (cursor !== null) return { kind: 'begins', cursor: cursor.after };
  const message = 'is not the next_cursor of a page of this list; leave it out to begin anew';
  return invalidQuery([{ path: '/cursor', message }]);
}

/** The cursor of the following page, null on the last one. */
export function toNextCursor(
  path: string,
  { viewer, rawQuery }: PagedCall,
  next: string | null,
  asOf: Instant,
): string | null {
  return next === null ? null : writeCursor({ after: next, asOf }, { path, tenant: viewer.tenant, rawQuery });
}
