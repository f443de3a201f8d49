import { instantOfDate, pageQuery, playbooksAnswer } from '@stepup/contracts';
import { listPlaybookVersions, withTenant } from '@stepup/store';
import { resolveStoreCursor, toNextCursor } from '../diagnosis/store-cursor.ts';
import { defineEndpoint, invalidQuery } from '../endpoint/endpoint.ts';

const path = '/v1/playbooks';

/** `GET /v1/playbooks`. */
export const playbooksEndpoint = defineEndpoint({
  method: 'get',
  path,
  operationId: 'listPlaybooks',
  summary: 'Every version of the playbook, the newest first',
  description: 'The last one, version 0, comes with the product.',
  access: 'catalogue.read',
  query: pageQuery,
  answer: playbooksAnswer,
  problems: [],
  async handle(call) {
    const { ports, viewer, query } = call;
    const began = resolveStoreCursor(path, call);
    if (began.kind === 'problem') return began;
    const page = await withTenant(ports.pool, viewer.tenant, (tx) =>
      listPlaybookVersions(tx, { limit: query.limit, cursor: began.cursor }),
    );
    if (page.kind === 'invalid_cursor')
      return invalidQuery([{ path: '/cursor', message: 'must be a next_cursor of this list' }]);
    const at = instantOfDate(ports.clock.now());
    const items = page.items.map(({ version, writtenBy, writtenAt }) => ({
      version,
      written_by: writtenBy,
      written_at: writtenAt,
    }));
    const ofProduct = { version: 0, written_by: null, written_at: null };
    return {
      kind: 'answer',
      body: {
        items: page.nextCursor === null ? [...items, ofProduct] : items,
        next_cursor: toNextCursor(path, call, page.nextCursor, at),
      },
    };
  },
});
