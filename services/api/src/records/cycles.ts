import { listOf, pageQuery, recordSchemas } from '@stepup/contracts';
import { instantOfDate } from '@stepup/contracts';
import { listRecords, recordReads, withTenant } from '@stepup/store';
import { resolveStoreCursor, toNextCursor } from '../diagnosis/store-cursor.ts';
import { defineEndpoint, invalidQuery } from '../endpoint/endpoint.ts';
import { findRecordSide } from './find-record-side.ts';
import { toRead } from './to-read.ts';
import { toRecordAnswer } from './to-record-answer.ts';

const path = '/v1/plans/:id/cycles';
const { answer, content } = recordSchemas.call;

/** `GET /v1/plans/{id}/cycles`: call plan, debrief and cycle are one record, so these are the cards of the plan’s calls. */
export const cyclesEndpoint = defineEndpoint({
  method: 'get',
  path,
  operationId: 'listCycles',
  summary: 'The experiments of a plan',
  description: 'The cards of its calls, the newest first, for the two of the plan and its guests.',
  access: 'records.read',
  query: pageQuery,
  answer: listOf(answer),
  problems: [],
  async handle(call) {
    const { ports, viewer, query, pathParameters } = call;
    const { personId } = viewer;
    if (personId === undefined) return { kind: 'problem', code: 'forbidden' };
    const began = resolveStoreCursor(path, call);
    if (began.kind === 'problem') return began;
    const at = instantOfDate(ports.clock.now());
    return withTenant(ports.pool, viewer.tenant, async (tx) => {
      const page = await listRecords(tx, {
        name: 'call',
        reader: { kind: 'person', personId, openStates: [], forThoseListed: false },
        limit: query.limit,
        cursor: began.cursor,
        planId: pathParameters['id'] ?? '',
      });
      if (page.kind === 'invalid_cursor') {
        return invalidQuery([{ path: '/cursor', message: 'must be a next_cursor of this list' }]);
      }
      const shown = [];
      for (const stored of page.items) {
        const card = content.parse(stored.content);
        const side = await findRecordSide(tx, viewer, stored, card.state);
        if (side !== null) shown.push({ ...stored, content: card });
      }
      await recordReads(tx, toRead(shown, personId, at));
      const items = shown.map((card) => toRecordAnswer(card, card.dueOn));
      return { kind: 'answer', body: { items, next_cursor: toNextCursor(path, call, page.nextCursor, at) } };
    });
  },
});
