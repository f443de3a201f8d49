import { deadLetterReplayAnswer, deadLetterReplayRequest } from '@stepup/contracts';
import { defineWrite } from '../endpoint/define-write.ts';
import { runWrite } from '../endpoint/run-write.ts';
import { chooseLetters } from './choose-letters.ts';
import { sendLetters } from './send-letters.ts';
import { visibleTenants } from './visible-tenants.ts';

const path = '/v1/dead-letters/replays';

/** `POST /v1/dead-letters/replays`. */
export const replayDeadLettersEndpoint = defineWrite({
  path,
  operationId: 'replayDeadLetters',
  summary: 'Send dead letters again to be stored',
  description:
    'By id, or the oldest waiting ones of a reason, at most 100 a call; remaining says how many of the reason are left. Ask ' +
    'again with kept_before set to the as_of of the first answer until it is 0: what came back since is then left out. An ' +
    'event is known by its own identity, so sending a letter twice stores it once. Refused are letters whose value was cut ' +
    '(value_cut) and those that hold no message of events (no_event); of a reason they are counted as unsendable and stay where they are.',
  access: 'letters.operate',
  body: deadLetterReplayRequest,
  status: 202,
  needsVersion: false,
  answer: deadLetterReplayAnswer,
  problems: [],
  async handle(call) {
    const { ports, viewer, body } = call;
    const tenants = visibleTenants(viewer, ports.hasBuiltInIssuer);
    // In a transaction for the key of the request alone, and so that nothing is sent for a tenant that was deleted.
    return runWrite(call, {
      path,
      answer: deadLetterReplayAnswer,
      work: async (_tx, at) => {
        const { ids, remaining, unsendable } = await chooseLetters(ports.warehouse, body, {
          tenants,
          topic: ports.eventsTopic,
          now: at,
        });
        const by = viewer.personId ?? 'program';
        const { untaken, ...outcome } = await sendLetters(ports, ids, { tenants, at, by });
        if (untaken > 0 && outcome.sent === 0 && outcome.refused.length === 0) {
          return { kind: 'problem', code: 'unavailable', detail: 'The bus takes nothing at the moment.' };
        }
        return {
          kind: 'answer',
          body: { ...outcome, remaining: remaining + untaken, unsendable, as_of: at },
        };
      },
    });
  },
});
