import { instantOfDate, listOf, recordListQuery } from '@stepup/contracts';
import { listRecords, recordReads, type RecordReader, withTenant } from '@stepup/store';
import type { Viewer } from '../access/viewer.ts';
import { resolveStoreCursor, toNextCursor } from '../diagnosis/store-cursor.ts';
import { defineEndpoint, type Endpoint, invalidQuery } from '../endpoint/endpoint.ts';
import { findRecordSide } from './find-record-side.ts';
import type { RecordDefinition } from './record-definition.ts';
import { recordPolicies } from './record-policy.ts';
import { showTo } from './show-to.ts';
import { toRead } from './to-read.ts';
import { toRecordAnswer } from './to-record-answer.ts';
import { toTypeName } from './to-type-name.ts';

export function defineRecordList<
  Opening extends object,
  Move extends { kind: string },
  Content extends { state: string },
>(definition: RecordDefinition<Opening, Move, Content>): Endpoint {
  const { kind, schemas, plural, title, underPlan } = definition;
  const path = underPlan ?? `/v1/${plural}`;
  return defineEndpoint({
    method: 'get',
    path,
    operationId: `list${toTypeName(kind.name)}s`,
    summary: `Every ${title} that the reader may see`,
    description: 'The newest first.',
    access: recordPolicies[kind.name].access.read,
    query: recordListQuery,
    answer: listOf(schemas.answer),
    problems: [],
    async handle(call) {
      const { ports, viewer, query } = call;
      const { personId } = viewer;
      if (personId === undefined) {
        const detail = 'Coaching records are between people; a program sees none.';
        return { kind: 'problem', code: 'forbidden', detail };
      }
      const began = resolveStoreCursor(path, call);
      if (began.kind === 'problem') return began;
      const at = instantOfDate(ports.clock.now());
      const planId = underPlan === null ? query.plan : call.pathParameters['id'];
      return withTenant(ports.pool, viewer.tenant, async (tx) => {
        const page = await listRecords(tx, {
          name: kind.name,
          reader: toReader(kind.name, viewer, personId),
          limit: query.limit,
          cursor: began.cursor,
          ...(planId === undefined ? {} : { planId }),
          ...(query.learner === undefined ? {} : { learnerId: query.learner }),
          ...(query.coach === undefined ? {} : { coachId: query.coach }),
          ...(query.state === undefined ? {} : { state: query.state }),
        });
        if (page.kind === 'invalid_cursor') {
          return invalidQuery([{ path: '/cursor', message: 'must be a next_cursor of this list' }]);
        }
        const shown = [];
        for (const stored of page.items) {
          const content = schemas.content.parse(stored.content);
          const side = await findRecordSide(tx, viewer, stored, content.state);
          if (side !== null) shown.push({ ...stored, content: showTo(definition, content, side, personId) });
        }
        await recordReads(tx, toRead(shown, personId, at));
        const items = shown.map((record) => toRecordAnswer(record, record.dueOn));
        return {
          kind: 'answer',
          body: { items, next_cursor: toNextCursor(path, call, page.nextCursor, at) },
        };
      });
    },
  });
}

function toReader(name: keyof typeof recordPolicies, viewer: Viewer, personId: string): RecordReader {
  const { forOperations, forThoseListed, openStates, coachReads } = recordPolicies[name];
  if (forOperations && viewer.scopes.includes('operate')) return { kind: 'everything' };
  return coachReads === 'never'
    ? { kind: 'learner', personId }
    : { kind: 'person', personId, openStates, forThoseListed };
}
