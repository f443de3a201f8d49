import { UnrecoverableError } from 'bullmq';
import type { Job } from 'bullmq';
import type { JobDefinition } from './job-definition.ts';
import type { JobHandler } from './jobs.ts';

/** A handler took longer than its catalogue entry allows. The job is tried again. */
class JobTimeoutError extends Error {
  override readonly name = 'JobTimeoutError';
}

/**
 * One try of a job. A payload that does not fit and a handler that gives up end the job for good, because another try
 * would end the same; what the handler throws is tried again.
 */
export async function runHandler(
  job: Pick<Job, 'id' | 'name' | 'data' | 'attemptsMade'>,
  definition: JobDefinition,
  handler: JobHandler<never>,
  stopping: AbortSignal,
): Promise<void> {
  const payload = definition.payload.safeParse(job.data);
  if (!payload.success)
    throw new UnrecoverableError(`payload of ${job.name} does not fit: ${payload.error.message}`);
  const timeout = new AbortController();
  const timer = setTimeout(
    () => timeout.abort(new JobTimeoutError(`${job.name} took longer than ${definition.timeoutMs} ms`)),
    definition.timeoutMs,
  );
  const signal = AbortSignal.any([timeout.signal, stopping]);
  const attempt = job.attemptsMade + 1;
  try {
    const outcome = await Promise.race([
      handler({
        jobId: job.id ?? job.name,
        // Parsed by the schema of this very name, whose output is what the handler takes.
        payload: payload.data as never,
        attempt,
        lastAttempt: attempt >= definition.attempts,
        signal,
      }),
      rejectOnAbort(signal),
    ]);
    if (outcome.kind === 'given_up') throw new UnrecoverableError(outcome.reason);
  } finally {
    clearTimeout(timer);
  }
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const fail = () => reject(signal.reason instanceof Error ? signal.reason : new Error('stopped'));
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}
