import { diagnosisPause, diagnosisPauseRequest } from '@stepup/contracts';
import { listPausedReps, setDiagnosisPause, type TenantTransaction, withTenant } from '@stepup/store';
import * as z from 'zod';
import { tellBoards } from '../boards/tell-boards.ts';
import { narrowList } from '../access/narrow-question.ts';
import { defineWrite } from '../endpoint/define-write.ts';
import { defineEndpoint } from '../endpoint/endpoint.ts';
import { runWrite } from '../endpoint/run-write.ts';

const path = '/v1/reps/:id/diagnosis-pause';
const notFound = { kind: 'problem', code: 'not_found' } as const;

/** `GET /v1/reps/{id}/diagnosis-pause`. */
export const diagnosisPauseEndpoint = defineEndpoint({
  method: 'get',
  path,
  operationId: 'readDiagnosisPause',
  summary: 'Whether somebody has paused their diagnosis',
  description: 'For the person and whoever may see their numbers, so that nobody takes silence for “no gap”.',
  access: 'findings.read',
  query: z.strictObject({}),
  answer: diagnosisPause,
  problems: [],
  async handle({ ports, viewer, pathParameters }) {
    const repId = pathParameters['id'] ?? '';
    if (narrowList(viewer, { rep: repId }).kind !== 'allowed') return notFound;
    return {
      kind: 'answer',
      body: await withTenant(ports.pool, viewer.tenant, (tx) => readPause(tx, repId)),
    };
  },
});

/** `PUT /v1/reps/{id}/diagnosis-pause`: by the person alone. */
export const setDiagnosisPauseEndpoint = defineWrite({
  method: 'put',
  path,
  operationId: 'setDiagnosisPause',
  summary: 'Pause one’s own diagnosis, or end the pause',
  description:
    'By the person alone, at once and without a reason. While it is paused no finding, cell or proposal about them is shown to ' +
    'anybody else or on boards, and the looks list none; they still count among their colleagues. Every pause is kept.',
  access: 'pause.write',
  body: diagnosisPauseRequest,
  status: 200,
  needsVersion: false,
  answer: diagnosisPause,
  problems: [],
  async handle(call) {
    const repId = call.pathParameters['id'] ?? '';
    if (call.viewer.personId !== repId) return notFound;
    const outcome = await runWrite(call, {
      path,
      answer: diagnosisPause,
      work: async (tx, at) => {
        await setDiagnosisPause(tx, { repId, isPaused: call.body.paused, at });
        return { kind: 'answer', body: await readPause(tx, repId) };
      },
    });
    // Where boards cannot be told now the pause holds all the same; whoever asks again tells them, and a schedule does.
    if (outcome.kind === 'answer') await tellBoards(call.ports, call.viewer.tenant, { repId });
    return outcome;
  },
});

async function readPause(tx: TenantTransaction, repId: string): Promise<z.input<typeof diagnosisPause>> {
  const since = (await listPausedReps(tx)).get(repId) ?? null;
  return { rep_id: repId, paused: since !== null, since };
}
