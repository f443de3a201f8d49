import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import type { JobsLog } from './create-jobs.ts';
import type { JobCatalogue } from './job-definition.ts';

/** The queues of a catalogue in Redis as BullMQ knows them, for tools that look into them; work goes through `createJobs`. */
export function openJobQueues(
  catalogue: JobCatalogue,
  { url, log }: { readonly url: string; readonly log: JobsLog },
): { readonly queues: readonly Queue[]; close(): Promise<void> } {
  const connection = new Redis(url, { maxRetriesPerRequest: 2 });
  const onError = (error: Error): void => log.warn({ err: error }, 'the connection to the queues has failed');
  connection.on('error', onError);
  const queues = Object.keys(catalogue).map((name) => {
    const queue = new Queue(name, { connection });
    queue.on('error', onError);
    return queue;
  });
  return {
    queues,
    async close() {
      await Promise.all(queues.map((queue) => queue.close()));
      connection.disconnect();
    },
  };
}
