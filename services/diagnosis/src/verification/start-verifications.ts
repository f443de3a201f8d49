import { allTenants } from '@stepup/store';
import type { DiagnosisPorts } from '../diagnosis-ports.ts';

/** Gives every tenant a job of its own: what goes wrong with one is seen there and holds up no other. */
export async function startVerifications(
  ports: Pick<DiagnosisPorts, 'pool' | 'jobs'>,
  signal: AbortSignal,
): Promise<void> {
  for await (const tenant of allTenants(ports.pool)) {
    signal.throwIfAborted();
    await ports.jobs.enqueue('verify-tenant-coaching', { tenant }, { jobId: `verify-${tenant}` });
  }
}
