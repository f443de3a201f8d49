import type { JobCatalogue, PayloadOf } from './job-definition.ts';

/** What a handler answers. It throws for what may pass (the job is tried again), and gives up for what will not. */
export type JobOutcome = { readonly kind: 'done' } | { readonly kind: 'given_up'; readonly reason: string };

export interface RunningJob<Payload> {
  readonly jobId: string;
  readonly payload: Payload;
  /** 1 at the first try. */
  readonly attempt: number;
  /** True when no other try follows a failure. */
  readonly lastAttempt: boolean;
  /** Aborted at the time limit and when the process stops. */
  readonly signal: AbortSignal;
}

/** Jobs run at least once, and after a crash or a timeout two runs of one job may overlap: handlers have to bear it. */
export type JobHandler<Payload> = (job: RunningJob<Payload>) => Promise<JobOutcome>;

export interface EnqueueOptions {
  /**
   * A job with this id that is waiting or running is not added again; one that failed for good is replaced.
   * Letters, digits, `.`, `_` and `-`, and not a number alone.
   */
  readonly jobId?: string;
  readonly delayMs?: number;
}

export interface EnqueuedJob {
  readonly kind: 'enqueued' | 'already_queued';
  readonly jobId: string;
}

/** When a scheduled job runs: at a fixed interval, or by a cron pattern in a time zone. */
export type Schedule =
  | { readonly kind: 'every'; readonly everyMs: number }
  | { readonly kind: 'cron'; readonly pattern: string; readonly timeZone: string };

/** How many jobs of one name stand where. */
export interface JobCounts {
  readonly name: string;
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
}

export type JobsHealth =
  { readonly kind: 'healthy' } | { readonly kind: 'unhealthy'; readonly reason: string };

/** The jobs of a catalogue, the same over both backends. */
export interface Jobs<C extends JobCatalogue> {
  /** Adds a job. Throws when the payload does not fit its schema (a bug) or the backend cannot be reached. */
  enqueue<Name extends keyof C & string>(
    name: Name,
    payload: PayloadOf<C, Name>,
    options?: EnqueueOptions,
  ): Promise<EnqueuedJob>;
  /** Sets when a job runs by itself; calling it again with the same name changes it, in any number of processes. */
  schedule<Name extends keyof C & string>(
    name: Name,
    schedule: Schedule,
    payload: PayloadOf<C, Name>,
  ): Promise<void>;
  /** Ends what `schedule` set. One more run may come when one ends at the same moment. */
  unschedule(name: keyof C & string): Promise<void>;
  /** Starts taking jobs of this name, once per name and process. Resolves when the worker is ready. */
  work<Name extends keyof C & string>(
    name: Name,
    handler: JobHandler<PayloadOf<C, Name>>,
    options?: { readonly concurrency?: number },
  ): Promise<void>;
  /** Whether the backend answers within two seconds and the workers run. */
  health(): Promise<JobsHealth>;
  /** One entry for each name of the catalogue. */
  stats(): Promise<readonly JobCounts[]>;
  /** Takes no more jobs, waits for the running ones up to `graceMs` (20 s), then aborts their signals. */
  close(options?: { readonly graceMs?: number }): Promise<void>;
}
