import { decideRecordMove } from '@stepup/coaching';
import { defineWrite } from '../endpoint/define-write.ts';
import type { Endpoint } from '../endpoint/endpoint.ts';
import { runWrite } from '../endpoint/run-write.ts';
import { readToday } from '../plans/surroundings.ts';
import { findRecord } from './find-record.ts';
import { keepRecord } from './keep-record.ts';
import type { RecordDefinition } from './record-definition.ts';
import { toRecordAnswer } from './to-record-answer.ts';
import { recordPolicies } from './record-policy.ts';
import { toTypeName } from './to-type-name.ts';

export function defineRecordMove<
  Opening extends object,
  Move extends { kind: string },
  Content extends { state: string },
>(definition: RecordDefinition<Opening, Move, Content>): Endpoint {
  const { kind, schemas, plural, title } = definition;
  const path = `/v1/${plural}/:id/transitions`;
  return defineWrite({
    path,
    operationId: `move${toTypeName(kind.name)}`,
    summary: `Do something to a ${title}`,
    description:
      'Nothing is overwritten: every transition adds an entry to its history, with who and when. What a transition breaks is ' +
      'named rule by rule, with what would make it legal.',
    access: recordPolicies[kind.name].access.write,
    body: schemas.move,
    status: 200,
    needsVersion: true,
    answer: schemas.answer,
    problems: ['transition_not_allowed', 'precondition_required', 'stale'],
    async handle(call) {
      const { ports, viewer } = call;
      const { people } = await ports.directory.read(viewer.tenant);
      const today = await readToday(call);
      return runWrite(call, {
        path,
        answer: schemas.answer,
        work: async (tx, at) => {
          const found = await findRecord(tx, definition, call);
          if (found.kind === 'problem') return found;
          const { record, side, personId: actorId } = found;
          if (record.version !== call.sent.version) {
            const detail = `It is at version ${record.version} now.`;
            return { kind: 'problem', code: 'stale', detail };
          }
          const around = { tx, ports, people, at, today, actorId };
          const facts = (await definition.gatherFacts?.(around, { ...record, command: call.body })) ?? {};
          const { dueOn: _due, happensAt: _happens, activityId: _activity, ...current } = record;
          const decision = decideRecordMove(kind, current, call.body, {
            by: actorId,
            side,
            at,
            today,
            facts,
          });
          const kept = await keepRecord(tx, kind, decision);
          if (kept.kind === 'problem') return kept;
          const projection = kind.project(kept.record.content);
          await definition.followUp?.(
            around,
            { ...kept.record, ...projection, coachId: kept.record.coachId },
            side,
          );
          return {
            kind: 'answer',
            body: toRecordAnswer(kept.record, projection.dueOn),
            version: kept.record.version,
          };
        },
      });
    },
  });
}
