import { type FocusDto, focusesAnswer, focusesQuery, instantOfDate } from '@stepup/contracts';
import { type Focus, type FocusSlice, listFocuses, listFocusSlices, withTenant } from '@stepup/store';
import { findOwnReports } from '../access/find-people-below.ts';
import { sightOf } from '../access/may.ts';
import { relationTo } from '../access/people-then.ts';
import type { Viewer } from '../access/viewer.ts';
import { resolveStoreCursor, toNextCursor } from '../diagnosis/store-cursor.ts';
import type { TenantListing } from '../directory/open-tenant-directory.ts';
import { defineEndpoint, invalidQuery } from '../endpoint/endpoint.ts';

const path = '/v1/focuses';

/** `GET /v1/focuses`. */
export const focusesEndpoint = defineEndpoint({
  method: 'get',
  path,
  operationId: 'listFocuses',
  summary: 'What somebody works on over months',
  description:
    'A focus is one skill of one person, for as long as it takes; its plans are slices of a month, and may have had different ' +
    'coaches. Of the reader and those who report to the reader; with rep of anybody one of whose plans the reader may see. Newest first.',
  access: 'plans.read',
  query: focusesQuery,
  answer: focusesAnswer,
  problems: [],
  async handle(call) {
    const { ports, viewer, query } = call;
    const { personId } = viewer;
    if (personId === undefined) return { kind: 'problem', code: 'forbidden', detail: 'A program is nobody.' };
    const began = resolveStoreCursor(path, call);
    if (began.kind === 'problem') return began;
    const listing = await ports.directory.read(viewer.tenant);
    const repIds =
      query.rep === undefined ? [personId, ...findOwnReports(listing.people, personId)] : [query.rep];
    const read = await withTenant(ports.pool, viewer.tenant, async (tx) => {
      const page = await listFocuses(tx, {
        repIds,
        limit: query.limit,
        cursor: began.cursor,
        ...(query.state === undefined ? {} : { open: query.state === 'open' }),
      });
      if (page.kind === 'invalid_cursor') return page;
      const slices = await listFocusSlices(
        tx,
        page.items.map(({ id }) => id),
      );
      return { ...page, slices };
    });
    if (read.kind === 'invalid_cursor') {
      return invalidQuery([{ path: '/cursor', message: 'must be a next_cursor of this list' }]);
    }
    const items = read.items.flatMap((focus) => {
      const slices = read.slices.filter(({ focusId }) => focusId === focus.id);
      const isVisible =
        focus.repId === personId || slices.some((slice) => maySee(slice, { viewer, personId, listing }));
      return isVisible ? [toFocusDto(focus, slices)] : [];
    });
    const next_cursor = toNextCursor(path, call, read.nextCursor, instantOfDate(ports.clock.now()));
    return { kind: 'answer', body: { items, next_cursor } };
  },
});

function maySee(
  { repId, coachId, updatedAt }: FocusSlice,
  { viewer, personId, listing }: { viewer: Viewer; personId: string; listing: TenantListing },
): boolean {
  const record = { learnerId: repId, coachId, at: updatedAt };
  return sightOf(viewer.asks, relationTo(record, personId, listing.byId), 'plans.read') !== null;
}

function toFocusDto(focus: Focus, slices: readonly FocusSlice[]): FocusDto {
  return {
    id: focus.id,
    rep_id: focus.repId,
    skill_id: focus.skillId,
    started_at: focus.startedAt,
    ended_at: focus.endedAt,
    ended_as: focus.endedAs,
    plans: slices.map(({ id, month, coachId, basis, state, updatedAt }) => ({
      id,
      month,
      coach_id: coachId,
      basis,
      state,
      updated_at: updatedAt,
    })),
  };
}
