import { createHash } from 'node:crypto';
import type { JobDefinition } from './job-definition.ts';
import type { JobQueue } from './backends/backend.ts';
import type { Schedule } from './jobs.ts';
import { toJobOptions } from './job-options.ts';

/** A run that is due for longer than this while its queue is empty will not come by itself any more. */
const overdueMs = 15_000;

/** What runs by itself, when, and with which payload. */
export interface ScheduledJob {
  readonly name: string;
  readonly definition: JobDefinition;
  readonly schedule: Schedule;
  readonly payload: unknown;
}

/**
 * Makes `scheduled` the only schedule of its queue, and leaves it alone where it stands already. Changing a BullMQ
 * scheduler while one of its jobs runs can lose the runs that follow; so a changed schedule is a new scheduler under a
 * new id, and one whose run is lost nevertheless is set anew.
 */
export async function keepSchedule(queue: JobQueue, scheduled: ScheduledJob): Promise<void> {
  const { name, definition, schedule, payload } = scheduled;
  const id = scheduleId(scheduled);
  const existing = await queue.getJobSchedulers(0, -1);
  for (const { key } of existing) if (key !== id) await queue.removeJobScheduler(key);
  const standing = existing.find(({ key }) => key === id);
  if (standing?.next !== undefined && !(await isLost(queue, standing.next))) return;
  const repeat =
    schedule.kind === 'every'
      ? { every: schedule.everyMs }
      : { pattern: schedule.pattern, tz: schedule.timeZone };
  await queue.upsertJobScheduler(id, repeat, { name, data: payload, opts: toJobOptions(definition) });
}

/**
 * Takes every schedule from a queue. A run that ends at the same moment may have put the next one into the queue
 * already; that one still comes, and none after it.
 */
export async function removeSchedules(queue: JobQueue): Promise<void> {
  for (const { key } of await queue.getJobSchedulers(0, -1)) await queue.removeJobScheduler(key);
}

async function isLost(queue: JobQueue, nextMs: number): Promise<boolean> {
  if (nextMs > Date.now() - overdueMs) return false;
  const counts = await queue.getJobCounts('waiting', 'active', 'delayed', 'prioritized');
  return Object.values(counts).every((count) => count === 0);
}

function scheduleId({ name, schedule, payload }: ScheduledJob): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([schedule, payload]))
    .digest('hex');
  return `${name}-${hash.slice(0, 12)}`;
}
