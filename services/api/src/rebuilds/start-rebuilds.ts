import type { Jobs, jobCatalogue } from '@stepup/jobs';
import { listUnfinishedRebuilds, withSystem } from '@stepup/store';
import { type RebuildPorts, runRebuild } from './run-rebuild.ts';

export interface Rebuilds {
  /** Gives back the rebuild under way at the place it has come to; to be called before the jobs are closed. */
  close(): Promise<void>;
}

const mostWaiting = 1_000;

/** Starts to take rebuilds, one at a time in this process, and puts those into the queue that it may have lost. */
export async function startRebuilds(
  ports: RebuildPorts & { readonly jobs: Jobs<typeof jobCatalogue> },
): Promise<Rebuilds> {
  const { jobs, pool } = ports;
  const closing = new AbortController();
  let underWay: Promise<unknown> = Promise.resolve();
  await jobs.work('rebuild-facts', ({ payload, lastAttempt, signal }) => {
    const { tenant, rebuildId: id } = payload;
    const stopping = AbortSignal.any([signal, closing.signal]);
    const running = runRebuild(ports, { tenant, id, lastAttempt, stopping });
    underWay = running.catch(() => undefined);
    return running;
  });
  const waiting = await withSystem(pool, (tx) => listUnfinishedRebuilds(tx, mostWaiting));
  for (const { tenant, id } of waiting) await enqueueRebuildJob(jobs, tenant, id);
  return {
    async close() {
      closing.abort();
      await underWay;
    },
  };
}

/** Puts a rebuild into the queue, unless it is there. */
export async function enqueueRebuildJob(
  jobs: Pick<Jobs<typeof jobCatalogue>, 'enqueue'>,
  tenant: string,
  id: string,
): Promise<void> {
  await jobs.enqueue('rebuild-facts', { tenant, rebuildId: id }, { jobId: id });
}
