import { allTenants, listUnfinishedRuns, withTenant } from '@stepup/store';
import type { DiagnosisPorts } from '../diagnosis-ports.ts';

type MendPorts = Pick<DiagnosisPorts, 'pool' | 'jobs'>;

const unfinishedRuns = 1000;

/**
 * The queue is a copy of what PostgreSQL says has to be done: a run that waits there and has no job gets one, so that a backend
 * that lost everything is filled again within a minute. A run that has a job keeps it.
 */
export async function mendRuns(ports: MendPorts, signal: AbortSignal): Promise<void> {
  for await (const tenant of allTenants(ports.pool)) {
    signal.throwIfAborted();
    await enqueueUnfinished(ports, tenant);
  }
}

/** The same for one tenant. */
export async function enqueueUnfinished(ports: MendPorts, tenant: string): Promise<void> {
  const waiting = await withTenant(ports.pool, tenant, (tx) => listUnfinishedRuns(tx, unfinishedRuns));
  for (const { id } of waiting)
    await ports.jobs.enqueue('run-diagnosis', { tenant, runId: id }, { jobId: id });
}
