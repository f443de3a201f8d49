import { type Freshness, type Instant, instantOfDate, type PointInTime } from '@stepup/contracts';
import type { TenantProfile } from '@stepup/warehouse';
import { type EndpointCall, type EndpointProblem, invalidQuery } from '../endpoint/endpoint.ts';
import { type Cursor, readCursor } from '../lists/cursor.ts';
import { defaultAsOf, resolveMoment } from './resolve-moment.ts';

/** What every reading question has in common, resolved in the tenant's zone. */
export interface Frame {
  profile: TenantProfile;
  asOf: Instant;
  freshness: Freshness;
  from: Instant | null;
  to: Instant | null;
  /** Key of the last entry of the page before. */
  after: string | null;
}

interface TimedQuery {
  as_of?: PointInTime;
  from?: PointInTime;
  to?: PointInTime;
  cursor?: string;
}

/** Reads the tenant's profile and resolves times and cursor of a query, or says which parameter is wrong. */
export async function resolveFrame(
  path: string,
  call: EndpointCall<TimedQuery>,
): Promise<{ kind: 'frame'; frame: Frame } | EndpointProblem> {
  const { ports, viewer, query, rawQuery } = call;
  const { tenant } = viewer;
  let cursor: Cursor | null = null;
  if (query.cursor !== undefined) {
    cursor = readCursor(query.cursor, { path, tenant, rawQuery });
    if (cursor === null) {
      const message = 'is not the next_cursor of a page of this list; leave it out to begin anew';
      return invalidQuery([{ path: '/cursor', message }]);
    }
  }
  const now = instantOfDate(ports.clock.now());
  // Measured before anything is read: what was complete then is in the answer.
  const progress = await ports.measureFreshness(tenant);
  const profile = await ports.readProfile(tenant);
  const { timeZone, newestEventTime } = profile;
  const problems: { path: string; message: string }[] = [];
  const resolve = (name: 'as_of' | 'from' | 'to'): Instant | null => {
    const point = query[name];
    if (point === undefined) return null;
    const moment = resolveMoment(point, timeZone);
    if (moment === null) problems.push({ path: `/${name}`, message: 'must lie in the years 1970 to 2299' });
    return moment;
  };
  const [asked, from, to] = [resolve('as_of'), resolve('from'), resolve('to')];
  if (problems.length > 0) return invalidQuery(problems);
  const asOf = cursor?.asOf ?? asked ?? defaultAsOf(now, newestEventTime, timeZone);
  const freshness = { ...progress, newest_event_time: newestEventTime };
  return { kind: 'frame', frame: { profile, asOf, freshness, from, to, after: cursor?.after ?? null } };
}
