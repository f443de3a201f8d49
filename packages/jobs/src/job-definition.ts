import type { z } from 'zod';

/** One kind of job: what it carries and how it is run. */
export interface JobDefinition<Payload extends z.ZodType = z.ZodType> {
  /** Ids alone: what they stand for is read from the stores when the job runs. */
  readonly payload: Payload;
  /** A handler that takes longer is told to stop by its signal, and the attempt counts as failed. */
  readonly timeoutMs: number;
  /** How often a job is tried in all. */
  readonly attempts: number;
  /** Before try n+1 the job waits `backoffMs` × 2^(n-1). */
  readonly backoffMs: number;
}

export type JobCatalogue = Readonly<Record<string, JobDefinition>>;

/** What a job of this name carries. */
export type PayloadOf<C extends JobCatalogue, Name extends keyof C> = z.output<C[Name]['payload']>;

const minuteMs = 60_000;

/** Time limits read better in minutes. */
export function minutes(count: number): number {
  return count * minuteMs;
}
