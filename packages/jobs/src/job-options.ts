import type { JobDefinition } from './job-definition.ts';

const payloadBytes = 4096;
const keepFailed = { age: 14 * 24 * 3600, count: 1000 };

/** A catalogue entry as BullMQ takes it. */
export function toJobOptions(definition: JobDefinition) {
  return {
    attempts: definition.attempts,
    backoff: { type: 'exponential', delay: definition.backoffMs },
    // A result belongs into PostgreSQL; kept here, a finished job would only block its id.
    removeOnComplete: true,
    removeOnFail: keepFailed,
    sizeLimit: payloadBytes,
  };
}
