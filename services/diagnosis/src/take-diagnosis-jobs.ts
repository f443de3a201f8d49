import type { DiagnosisPorts } from './diagnosis-ports.ts';
import { runDiagnosis } from './runs/run-diagnosis.ts';
import { mendRuns } from './runs/mend-runs.ts';
import { startLooks, startTenantLook } from './runs/start-looks.ts';
import { startVerifications } from './verification/start-verifications.ts';
import { verifyTenantCoaching } from './verification/verify-tenant-coaching.ts';

/** At night, when nobody waits for the machine. */
const nightly = { kind: 'cron', pattern: '30 2 * * *', timeZone: 'UTC' } as const;

/** On Mondays, before anybody looks. */
const weekly = { kind: 'cron', pattern: '30 3 * * 1', timeZone: 'UTC' } as const;

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
  await jobs.work('start-looks', async ({ signal }) => {
    await startLooks(ports, signal);
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
  await jobs.work('start-verifications', async ({ signal }) => {
    await startVerifications(ports, signal);
    return { kind: 'done' };
  });
  await jobs.work('verify-tenant-coaching', async ({ payload, signal }) => {
    await verifyTenantCoaching(ports, payload.tenant, signal);
    return { kind: 'done' };
  });
  await jobs.schedule('start-looks', nightly, {});
  await jobs.schedule('mend-runs', { kind: 'every', everyMs: mendEveryMs }, {});
  await jobs.schedule('start-verifications', weekly, {});
  await jobs.enqueue('start-looks', {}, { jobId: 'at-start' });
  await jobs.enqueue('start-verifications', {}, { jobId: 'verify-at-start' });
}
