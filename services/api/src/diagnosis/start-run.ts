import { randomUUID } from 'node:crypto';
import { addSeconds, diagnosisRunRequest, diagnosisRunStarted, instantOfDate } from '@stepup/contracts';
import { MODEL_VERSION } from '@stepup/diagnosis';
import { enqueueRun, listUnfinishedRuns } from '@stepup/store';
import { readInputWatermark } from '@stepup/warehouse';
import { defineWrite, invalidBody } from '../endpoint/define-write.ts';
import { runWrite } from '../endpoint/run-write.ts';
import { defaultAsOf, resolveMoment } from '../questions/resolve-moment.ts';

const path = '/v1/diagnosis-runs';

const secondsAhead = 24 * 60 * 60;

/** More of one asker's runs than this do not wait at a time. */
const mostWaiting = 20;
const waitingLooked = 1000;

/** `POST /v1/diagnosis-runs`: every rep × step, as of a moment. */
export const startRunEndpoint = defineWrite({
  path,
  operationId: 'startDiagnosisRun',
  summary: 'Compute every rep × step as of a moment',
  description:
    'Answers at once; ask for the run until its state is done. With window_days every step counts that many days of ' +
    'entries. The same question about the same events is the same run. A run on demand is never a look: it raises and ' +
    'clears no finding.',
  access: 'diagnosis.run',
  body: diagnosisRunRequest,
  status: 202,
  needsVersion: false,
  answer: diagnosisRunStarted,
  problems: ['rate_limited'],
  async handle(call) {
    const { ports, viewer, body } = call;
    const { tenant } = viewer;
    const profile = await ports.readProfile(tenant);
    const { timeZone, newestEventTime } = profile;
    const now = instantOfDate(ports.clock.now());
    const asOf =
      body.as_of === undefined
        ? defaultAsOf(now, newestEventTime, timeZone)
        : resolveMoment(body.as_of, timeZone);
    if (asOf === null)
      return invalidBody([{ path: '/as_of', message: 'must lie in the years 1970 to 2299' }]);
    if (asOf > addSeconds(now, secondsAhead))
      return invalidBody([{ path: '/as_of', message: 'must not lie more than 24 hours ahead' }]);
    const currency = await ports.readCurrency(tenant, profile);
    const inputWatermark = await readInputWatermark(ports.warehouse, { tenant, timeZone, currency });
    const requestedBy = viewer.personId ?? 'program';
    const outcome = await runWrite(call, {
      path,
      answer: diagnosisRunStarted,
      work: async (tx, at) => {
        const waiting = await listUnfinishedRuns(tx, waitingLooked);
        if (waiting.filter((run) => run.requestedBy === requestedBy).length >= mostWaiting) {
          const detail = `${mostWaiting} of your runs are still to be computed.`;
          return { kind: 'problem', code: 'rate_limited', detail };
        }
        const { run } = await enqueueRun(tx, {
          id: randomUUID(),
          kind: 'on_demand',
          asOf,
          windowDays: body.window_days ?? null,
          modelVersion: MODEL_VERSION,
          inputWatermark,
          requestedBy,
          at,
        });
        return { kind: 'answer', body: { id: run.id } };
      },
    });
    // After the commit, so that no worker looks for a run that is not there yet. A crash between leaves the run to the
    // nightly look at what waits.
    if (outcome.kind === 'answer') {
      const { id: runId } = outcome.body;
      await ports.jobs.enqueue('run-diagnosis', { tenant, runId }, { jobId: runId });
    }
    return outcome;
  },
});
