import type { Job, Queue, Worker } from 'bullmq';

/** The part of a BullMQ queue that is used here; both backends have it. */
export type JobQueue = Pick<
  Queue,
  | 'add'
  | 'getJob'
  | 'getJobCounts'
  | 'upsertJobScheduler'
  | 'getJobSchedulers'
  | 'removeJobScheduler'
  | 'waitUntilReady'
  | 'close'
> & { on(event: 'error', listener: (error: Error) => void): unknown };

export type JobWorker = Pick<Worker, 'waitUntilReady' | 'close' | 'isRunning'> & {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: Job | undefined, error: Error) => void): unknown;
};

interface WorkerSettings {
  readonly concurrency: number;
  readonly lockDuration: number;
  readonly stalledInterval: number;
  readonly maxStalledCount: number;
}

/** Where the jobs are kept. */
export interface Backend {
  openQueue(name: string): JobQueue;
  openWorker(name: string, processor: (job: Job) => Promise<void>, settings: WorkerSettings): JobWorker;
  /** Resolves when the backend answered; throws when it cannot be reached. */
  ping(): Promise<void>;
  /** Closes what is shared by queues and workers, after those are closed. */
  close(): Promise<void>;
}
