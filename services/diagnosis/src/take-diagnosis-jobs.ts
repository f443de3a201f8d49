import type { DiagnosisPorts } from './diagnosis-ports.ts';
import { runDiagnosis } from './runs/run-diagnosis.ts';
import { mendRuns } from './runs/mend-runs.ts';
import { startLooks, startTenantLook } from './runs/start-looks.ts';
import { startVerifications } from './verification/start-verifications.ts';
import { verifyTenantCoaching } from './verification/verify-tenant-coaching.ts';

/** Night comes at other hours in other zones: every hour those are started whose night begins. */
const hourly = { kind: 'cron', pattern: '30 * * * *', timeZone: 'UTC' } as const;

/** How long a run that lost its job waits at most. */
const mendEveryMs = 60_000;

/** A second run may go on while the looks of a large tenant are replayed. */
const runsAtATime = 2;

/**
 * Starts to take the jobs of the diagnosis, sets their schedule, and catches up with what nobody did while nothing ran.
 * They end with `jobs.close()`.
 */
export async function takeDiagnosisJobs(ports: DiagnosisPorts): Promise<void> {
  const { jobs } = ports;
  await jobs.work(
    'run-diagnosis',
    ({ payload, lastAttempt, signal }) => runDiagnosis(ports, { ...payload, lastAttempt, signal }),
    { concurrency: runsAtATime },
  );
  await jobs.work('start-looks', async ({ payload, signal }) => {
    await startLooks(ports, { onlyAtNight: payload.onlyAtNight ?? false, signal });
    return { kind: 'done' };
  });
  await jobs.work('start-tenant-look', async ({ payload }) => {
    await startTenantLook(ports, payload.tenant);
    return { kind: 'done' };
  });
  await jobs.work('mend-runs', async ({ signal }) => {
    await mendRuns(ports, signal);
    return { kind: 'done' };
  });
  await jobs.work('start-verifications', async ({ payload, signal }) => {
    await startVerifications(ports, { onlyAtNight: payload.onlyAtNight ?? false, signal });
    return { kind: 'done' };
  });
  await jobs.work('verify-tenant-coaching', async ({ payload, signal }) => {
    await verifyTenantCoaching(ports, payload.tenant, signal);
    return { kind: 'done' };
  });
  await jobs.schedule('start-looks', hourly, { onlyAtNight: true });
  await jobs.schedule('mend-runs', { kind: 'every', everyMs: mendEveryMs }, {});
  await jobs.schedule('start-verifications', hourly, { onlyAtNight: true });
  await jobs.enqueue('start-looks', {}, { jobId: 'at-start' });
  await jobs.enqueue('start-verifications', {}, { jobId: 'verify-at-start' });
}
