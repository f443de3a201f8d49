export { migrateJobSchema } from './backends/migrate-job-schema.ts';
export { jobCatalogue } from './catalogue.ts';
export { createJobs } from './create-jobs.ts';
export { openJobQueues } from './open-job-queues.ts';
export type { JobsConnection, JobsLog, JobsOptions } from './create-jobs.ts';
export { inspectRedis, type RedisKeeping } from './inspect-redis.ts';
export type { JobCatalogue, JobDefinition, PayloadOf } from './job-definition.ts';
export type {
  EnqueuedJob,
  EnqueueOptions,
  JobCounts,
  JobHandler,
  JobOutcome,
  Jobs,
  JobsHealth,
  RunningJob,
  Schedule,
} from './jobs.ts';
