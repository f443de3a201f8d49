import { randomUUID } from 'node:crypto';
import { decideOpening } from '@stepup/coaching';
import { defineWrite } from '../endpoint/define-write.ts';
import type { Endpoint } from '../endpoint/endpoint.ts';
import { runWrite } from '../endpoint/run-write.ts';
import { readToday } from '../plans/surroundings.ts';
import { type Addressee, chooseRecordParties } from './choose-record-parties.ts';
import { keepRecord } from './keep-record.ts';
import type { RecordDefinition } from './record-definition.ts';
import { toRecordAnswer } from './to-record-answer.ts';
import { recordPolicies } from './record-policy.ts';
import { toTypeName } from './to-type-name.ts';

export function defineRecordOpening<
  Opening extends object,
  Move extends { kind: string },
  Content extends { state: string },
>(definition: RecordDefinition<Opening, Move, Content>): Endpoint {
  const { kind, schemas, plural, title, underPlan } = definition;
  const path = underPlan ?? `/v1/${plural}`;
  return defineWrite({
    path,
    operationId: `open${toTypeName(kind.name)}`,
    summary: `Open a ${title}`,
    description:
      'What a request breaks is named rule by rule, with what would make it legal. Late entries are taken and marked.',
    access: recordPolicies[kind.name].access.write,
    body: schemas.opening,
    status: 201,
    needsVersion: false,
    answer: schemas.answer,
    problems: ['transition_not_allowed', 'stale'],
    async handle(call) {
      const { ports, viewer } = call;
      const actorId = viewer.personId;
      if (actorId === undefined) {
        return { kind: 'problem', code: 'forbidden', detail: 'A coaching record is opened by a person.' };
      }
      const { people } = await ports.directory.read(viewer.tenant);
      const today = await readToday(call);
      return runWrite(call, {
        path,
        answer: schemas.answer,
        work: async (tx, at) => {
          const addressee: Addressee =
            underPlan === null
              ? definition.addressee(call.body)
              : { kind: 'plan', planId: call.pathParameters['id'] ?? '' };
          const parties = await chooseRecordParties(tx, addressee, { people, openerId: actorId });
          if (parties.kind === 'problem') return parties;
          const around = { tx, ports, people, at, today, actorId };
          const completed = (await definition.complete?.(call.body, around)) ?? {
            kind: 'completed' as const,
            opening: call.body,
          };
          if (completed.kind === 'problem') return completed;
          const { opening } = completed;
          const { learnerId, coachId, planId, side } = parties;
          const id = randomUUID();
          const facts =
            (await definition.gatherFacts?.(around, {
              id,
              planId,
              learnerId,
              coachId,
              content: null,
              command: opening,
            })) ?? {};
          const kept = await keepRecord(
            tx,
            kind,
            decideOpening(kind, { id, learnerId, coachId, planId }, opening, {
              by: actorId,
              side,
              at,
              today,
              facts,
            }),
          );
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
