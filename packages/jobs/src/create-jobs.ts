import { randomUUID } from 'node:crypto';
import { countJobs } from './count-jobs.ts';
import { openPostgresBackend } from './backends/postgres-backend.ts';
import { openRedisBackend } from './backends/redis-backend.ts';
import { keepSchedule, removeSchedules } from './standing-schedule.ts';
import { toJobOptions } from './job-options.ts';
import { runHandler } from './run-handler.ts';
import { within } from './within.ts';
import type { Backend, JobQueue, JobWorker } from './backends/backend.ts';
import type { JobCatalogue, JobDefinition } from './job-definition.ts';
import type { EnqueuedJob, JobHandler, Jobs } from './jobs.ts';
import type { ScheduledJob } from './standing-schedule.ts';

export type JobsConnection =
  | { readonly kind: 'postgres'; readonly connectionString: string; readonly schema: string }
  | { readonly kind: 'redis'; readonly url: string };

export interface JobsLog {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface JobsOptions<C extends JobCatalogue> {
  readonly catalogue: C;
  readonly connection: JobsConnection;
  readonly log: JobsLog;
  /** How long the jobs of a process that died wait before another one takes them. Default 30 s. */
  readonly stalledAfterMs?: number;
  /** How often this process looks whether the schedules it set still run. Default 30 s. */
  readonly mendEveryMs?: number;
}

const answerWithinMs = 10_000;
const healthWithinMs = 2000;
const mendEveryMs = 30_000;
const jobIdForm = /^(?!\d+$)[A-Za-z0-9._-]{1,200}$/;

/**
 * Opens the jobs of a catalogue. The tables of the PostgreSQL backend have to exist (`migrateJobSchema`). Throws when
 * the backend cannot be reached.
 */
export async function createJobs<const C extends JobCatalogue>(options: JobsOptions<C>): Promise<Jobs<C>> {
  const { catalogue, connection, log } = options;
  const onError = (error: Error) => log.warn({ err: error }, 'the connection of the jobs failed');
  const backend = openBackend(connection, onError);
  const queues = new Map<string, JobQueue>();
  const workers = new Map<string, JobWorker>();
  const schedules = new Map<string, ScheduledJob>();
  const stopping = new AbortController();
  let closing: Promise<void> | undefined;

  try {
    await within(answerWithinMs, backend.ping());
  } catch (error) {
    await backend.close();
    throw new Error(`the ${connection.kind} backend of the jobs cannot be reached`, { cause: error });
  }

  function definitionOf(name: string): JobDefinition {
    const definition = catalogue[name];
    if (definition === undefined) throw new Error(`no job is called ${name}`);
    return definition;
  }

  async function queueOf(name: string): Promise<JobQueue> {
    let queue = queues.get(name);
    if (queue === undefined) {
      queue = backend.openQueue(name);
      queue.on('error', onError);
      queues.set(name, queue);
    }
    await queue.waitUntilReady();
    return queue;
  }

  async function add(
    name: string,
    payload: unknown,
    jobId: string | undefined,
    delayMs: number,
  ): Promise<EnqueuedJob> {
    const definition = definitionOf(name);
    const parsed = definition.payload.parse(payload);
    if (jobId !== undefined && !jobIdForm.test(jobId))
      throw new Error(`not a job id: ${JSON.stringify(jobId)}`);
    const queue = await queueOf(name);
    if (jobId !== undefined) {
      const existing = await queue.getJob(jobId);
      if (existing !== undefined) {
        if (!(await existing.isFailed())) return { kind: 'already_queued', jobId };
        await existing.remove();
      }
    }
    // Without an id BullMQ on PostgreSQL would create a sequence for the queue, which the services' role may not.
    const id = jobId ?? randomUUID();
    await queue.add(name, parsed, { ...toJobOptions(definition), delay: delayMs, jobId: id });
    return { kind: 'enqueued', jobId: id };
  }

  async function mendSchedules(): Promise<void> {
    for (const scheduled of schedules.values()) await keepSchedule(await queueOf(scheduled.name), scheduled);
  }
  const mending = setInterval(
    () => void mendSchedules().catch(onError),
    options.mendEveryMs ?? mendEveryMs,
  ).unref();

  async function startWorker(name: string, handler: JobHandler<never>, concurrency: number): Promise<void> {
    const definition = definitionOf(name);
    if (workers.has(name)) throw new Error(`a worker for ${name} runs already`);
    const stalledAfterMs = options.stalledAfterMs ?? 30_000;
    const worker = backend.openWorker(name, (job) => runHandler(job, definition, handler, stopping.signal), {
      concurrency,
      lockDuration: stalledAfterMs,
      stalledInterval: stalledAfterMs,
      // A process that dies uses up a try, like one that throws.
      maxStalledCount: definition.attempts,
    });
    worker.on('error', onError);
    worker.on('failed', (job, error) => {
      const fields = { err: error, job: name, jobId: job?.id, attempt: job?.attemptsMade };
      log.error(fields, 'a job failed');
    });
    workers.set(name, worker);
    await worker.waitUntilReady();
  }

  async function closeAll(graceMs: number): Promise<void> {
    clearInterval(mending);
    const stopped = Promise.all([...workers.values()].map((worker) => worker.close()));
    const timer = setTimeout(() => stopping.abort(new Error('the process stops')), graceMs);
    await stopped;
    clearTimeout(timer);
    await Promise.all([...queues.values()].map((queue) => queue.close()));
    await backend.close();
  }

  return {
    enqueue: (name, payload, { jobId, delayMs = 0 } = {}) =>
      within(answerWithinMs, add(name, payload, jobId, delayMs)),
    schedule: async (name, schedule, payload) => {
      const definition = definitionOf(name);
      const scheduled = { name, definition, schedule, payload: definition.payload.parse(payload) };
      await within(
        answerWithinMs,
        queueOf(name).then((queue) => keepSchedule(queue, scheduled)),
      );
      schedules.set(name, scheduled);
    },
    unschedule: async (name) => {
      schedules.delete(name);
      await within(answerWithinMs, queueOf(name).then(removeSchedules));
    },
    work: (name, handler, { concurrency = 1 } = {}) => startWorker(name, handler, concurrency),
    health: async () => {
      try {
        await within(healthWithinMs, backend.ping());
      } catch (error) {
        return { kind: 'unhealthy', reason: error instanceof Error ? error.message : 'no answer' };
      }
      const dead = [...workers].filter(([, worker]) => !worker.isRunning()).map(([name]) => name);
      return dead.length === 0
        ? { kind: 'healthy' }
        : { kind: 'unhealthy', reason: `not running: ${dead.join(', ')}` };
    },
    stats: () => within(answerWithinMs, countJobs(Object.keys(catalogue), queueOf)),
    close: ({ graceMs = 20_000 } = {}) => (closing ??= closeAll(graceMs)),
  };
}

function openBackend(connection: JobsConnection, onError: (error: Error) => void): Backend {
  return connection.kind === 'postgres'
    ? openPostgresBackend(connection, onError)
    : openRedisBackend(connection, onError);
}
