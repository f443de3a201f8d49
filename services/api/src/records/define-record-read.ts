import { instantOfDate } from '@stepup/contracts';
import { recordReads, withTenant } from '@stepup/store';
import * as z from 'zod';
import { defineEndpoint, type Endpoint } from '../endpoint/endpoint.ts';
import { findRecord } from './find-record.ts';
import type { RecordDefinition } from './record-definition.ts';
import { toRead } from './to-read.ts';
import { toRecordAnswer } from './to-record-answer.ts';
import { recordPolicies } from './record-policy.ts';
import { showTo } from './show-to.ts';
import { toTypeName } from './to-type-name.ts';

export function defineRecordRead<
  Opening extends object,
  Move extends { kind: string },
  Content extends { state: string },
>(definition: RecordDefinition<Opening, Move, Content>): Endpoint {
  const { kind, schemas, plural, title } = definition;
  return defineEndpoint({
    method: 'get',
    path: `/v1/${plural}/:id`,
    operationId: `read${toTypeName(kind.name)}`,
    summary: `One ${title}`,
    description:
      'For those whose record it is. ETag carries the version that a transition names in If-Match. ' +
      'Reading somebody else’s is logged and shown to them.',
    access: recordPolicies[kind.name].access.read,
    query: z.strictObject({}),
    answer: schemas.answer,
    problems: [],
    async handle(call) {
      const { ports, viewer } = call;
      return withTenant(ports.pool, viewer.tenant, async (tx) => {
        const found = await findRecord(tx, definition, call);
        if (found.kind === 'problem') return found;
        const { side, personId } = found;
        const content = showTo(definition, found.record.content, side, personId);
        const record = { ...found.record, content };
        await recordReads(tx, toRead([record], personId, instantOfDate(ports.clock.now())));
        return { kind: 'answer', body: toRecordAnswer(record, record.dueOn), version: record.version };
      });
    },
  });
}
