import { instantOfDate, pageQuery, readsAnswer } from '@stepup/contracts';
import { listReads, withTenant } from '@stepup/store';
import { resolveStoreCursor, toNextCursor } from '../diagnosis/store-cursor.ts';
import { defineEndpoint, invalidQuery } from '../endpoint/endpoint.ts';

const path = '/v1/reads';

/** `GET /v1/reads`. */
export const readsEndpoint = defineEndpoint({
  method: 'get',
  path,
  operationId: 'listReads',
  summary: 'Who looked at your records',
  description:
    'Every time somebody else read a finding about you, a plan of yours or what belongs to it, a campaign you are in, or revealed your pseudonym, with ' +
    'the reason they gave. Newest first.',
  access: 'reads.read',
  query: pageQuery,
  answer: readsAnswer,
  problems: [],
  async handle(call) {
    const { ports, viewer, query } = call;
    const subjectId = viewer.personId;
    if (subjectId === undefined)
      return { kind: 'problem', code: 'forbidden', detail: 'A program is nobody.' };
    const began = resolveStoreCursor(path, call);
    if (began.kind === 'problem') return began;
    const { byId } = await ports.directory.read(viewer.tenant);
    const page = await withTenant(ports.pool, viewer.tenant, (tx) =>
      listReads(tx, { subjectId, limit: query.limit, cursor: began.cursor }),
    );
    if (page.kind === 'invalid_cursor') {
      return invalidQuery([{ path: '/cursor', message: 'must be a next_cursor of this list' }]);
    }
    const items = page.items.map(({ readerId, resource, resourceId, reason, readAt }) => ({
      reader_id: readerId,
      reader_name: byId.get(readerId)?.name ?? null,
      reader_role: byId.get(readerId)?.role ?? null,
      resource,
      resource_id: resourceId,
      reason,
      read_at: readAt,
    }));
    const next_cursor = toNextCursor(path, call, page.nextCursor, instantOfDate(ports.clock.now()));
    return { kind: 'answer', body: { items, next_cursor } };
  },
});
