import { rebuild, rebuildRequest } from '@stepup/contracts';
import { defineWrite } from '../endpoint/define-write.ts';
import { runWrite } from '../endpoint/run-write.ts';

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
  handle: (call) =>
    runWrite(call, {
      path,
      answer: rebuild,
      work: async () => ({ kind: 'answer', body: call.ports.rebuilds.start(call.viewer.tenant) }),
    }),
});
