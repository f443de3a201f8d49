import { listOf, pageQuery, recordChange } from '@stepup/contracts';
import { listRecordHistory, recordReads, withTenant } from '@stepup/store';
import { instantOfDate } from '@stepup/contracts';
import { defineEndpoint, type Endpoint } from '../endpoint/endpoint.ts';
import { findRecord } from './find-record.ts';
import type { RecordDefinition } from './record-definition.ts';
import { toRead } from './to-read.ts';
import { recordPolicies } from './record-policy.ts';
import { toTypeName } from './to-type-name.ts';

export function defineRecordHistory<
  Opening extends object,
  Move extends { kind: string },
  Content extends { state: string },
>(definition: RecordDefinition<Opening, Move, Content>): Endpoint {
  const { kind, plural, title } = definition;
  return defineEndpoint({
    method: 'get',
    path: `/v1/${plural}/:id/history`,
    operationId: `listHistoryOf${toTypeName(kind.name)}`,
    summary: `Everything that was done to a ${title}`,
    description: 'Oldest first, with the words it was done with, as one page. Nothing is ever overwritten.',
    access: recordPolicies[kind.name].access.read,
    query: pageQuery,
    answer: listOf(recordChange),
    problems: [],
    async handle(call) {
      const { ports, viewer } = call;
      return withTenant(ports.pool, viewer.tenant, async (tx) => {
        const found = await findRecord(tx, definition, call);
        if (found.kind === 'problem') return found;
        const { record, side, personId } = found;
        if (side === 'reader' && definition.shownToReader !== undefined) {
          return { kind: 'problem', code: 'not_found' };
        }
        await recordReads(tx, toRead([record], personId, instantOfDate(ports.clock.now())));
        const items = (await listRecordHistory(tx, record.id)).map(
          ({ version, move, by, side, at, late, fromState, toState }) => ({
            version,
            move: { ...move },
            by,
            side,
            at,
            late,
            from_state: fromState,
            to_state: toState,
          }),
        );
        return { kind: 'answer', body: { items, next_cursor: null } };
      });
    },
  });
}
