import { deadLettersAnswer, deadLettersQuery, instantOfDate } from '@stepup/contracts';
import { countWaitingLetters, listDeadLetters } from '@stepup/warehouse';
import { defineEndpoint, invalidQuery } from '../endpoint/endpoint.ts';
import { readCursor, writeCursor } from '../lists/cursor.ts';
import { readPlace, writePlace } from './letter-place.ts';
import { visibleTenants } from './visible-tenants.ts';

const path = '/v1/dead-letters';

/** `GET /v1/dead-letters`: events that were received and could not be stored. */
export const deadLettersEndpoint = defineEndpoint({
  method: 'get',
  path,
  operationId: 'listDeadLetters',
  summary: 'Events that could not be stored, and why',
  description:
    'Those that failed last first, without their values; waiting and reasons count all that wait, whatever is asked for. ' +
    'Letters of which nobody can tell whose they are show only to who runs the installation (scope operate:installation).',
  access: 'letters.operate',
  query: deadLettersQuery,
  answer: deadLettersAnswer,
  problems: [],
  async handle({ ports, viewer, query, rawQuery }) {
    const list = { path, tenant: viewer.tenant, rawQuery };
    const cursor = query.cursor === undefined ? null : readCursor(query.cursor, list);
    const after = cursor === null ? null : readPlace(cursor.after);
    if (query.cursor !== undefined && (cursor === null || after === null)) {
      return invalidQuery([{ path: '/cursor', message: 'must be a next_cursor of this list' }]);
    }
    const tenants = visibleTenants(viewer, ports.hasBuiltInIssuer);
    const asOf = cursor?.asOf ?? instantOfDate(ports.clock.now());
    const page = await listDeadLetters(ports.warehouse, {
      tenants,
      ...(query.reason === undefined ? {} : { reason: query.reason }),
      ...(query.state === undefined ? {} : { state: query.state }),
      asOf,
      limit: query.limit,
      after,
    });
    const reasons = await countWaitingLetters(ports.warehouse, tenants);
    return {
      kind: 'answer',
      body: {
        items: page.items,
        next_cursor: page.next === null ? null : writeCursor({ after: writePlace(page.next), asOf }, list),
        waiting: reasons.reduce((sum, { waiting }) => sum + waiting, 0),
        reasons,
      },
    };
  },
});
