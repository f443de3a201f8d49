import { randomUUID } from 'node:crypto';
import { rebuild, rebuildRequest } from '@stepup/contracts';
import { enqueueRebuild } from '@stepup/store';
import { defineWrite } from '../endpoint/define-write.ts';
import { runWrite } from '../endpoint/run-write.ts';
import { toRebuildDto } from './rebuild-dto.ts';
import { enqueueRebuildJob } from './start-rebuilds.ts';

const path = '/v1/rebuilds';

/** `POST /v1/rebuilds`: every fact of the tenant anew from its raw events. */
export const startRebuildEndpoint = defineWrite({
  path,
  operationId: 'startRebuild',
  summary: 'Derive every fact anew from the stored events',
  description:
    'Answers at once; ask for the rebuild until its state is done. Events are taken and questions answered meanwhile: nothing ' +
    'is deleted, every row is written again. One that is under way for the tenant is the same one. It needs no undoing: where ' +
    'the facts were right, they end as they were.',
  access: 'rebuilds.operate',
  body: rebuildRequest,
  status: 202,
  needsVersion: false,
  answer: rebuild,
  problems: [],
  async handle(call) {
    const outcome = await runWrite(call, {
      path,
      answer: rebuild,
      work: async (tx, at) => ({
        kind: 'answer',
        body: toRebuildDto(await enqueueRebuild(tx, { id: randomUUID(), at })),
      }),
    });
    // After the commit, so that no worker looks for a rebuild that is not there yet. One that was lost in between goes into the
    // queue when it is asked for again, or when an instance starts.
    if (outcome.kind === 'answer' && outcome.body.finished_at === null) {
      await enqueueRebuildJob(call.ports.jobs, call.viewer.tenant, outcome.body.id);
    }
    return outcome;
  },
});
