import type { JobCounts } from './jobs.ts';
import type { JobQueue } from './backends/backend.ts';

/** How many jobs of each name stand where. Prioritised ones count as waiting. */
export async function countJobs(
  names: readonly string[],
  queueOf: (name: string) => Promise<JobQueue>,
): Promise<readonly JobCounts[]> {
  return Promise.all(
    names.map(async (name) => {
      const queue = await queueOf(name);
      const counts = await queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed');
      const of = (state: string) => counts[state] ?? 0;
      return {
        name,
        waiting: of('waiting') + of('prioritized'),
        active: of('active'),
        delayed: of('delayed'),
        failed: of('failed'),
      };
    }),
  );
}
