import { createJobs } from '../create-jobs.ts';
import { crashCatalogue } from './crash-catalogue.ts';
import type { JobsConnection } from '../create-jobs.ts';

/** A process that takes a job, says so, and never finishes it: its parent kills it. */
process.on('message', (connection: JobsConnection) => {
  void (async () => {
    const log = { warn: () => undefined, error: () => undefined };
    const jobs = await createJobs({ catalogue: crashCatalogue, connection, log, stalledAfterMs: 500 });
    await jobs.work('survive', async ({ payload }) => {
      process.send?.(payload.id);
      return new Promise(() => undefined);
    });
  })();
});
