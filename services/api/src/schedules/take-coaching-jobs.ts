import type { Jobs, jobCatalogue } from '@stepup/jobs';
import { assessMonth } from './assess-month.ts';
import { deleteExpired } from './delete-expired.ts';
import { erasePeople } from './erase-people.ts';
import { handOverPlans } from './hand-over-plans.ts';
import { passUpDisputes } from './pass-up-disputes.ts';
import type { SchedulePorts } from './schedule-ports.ts';
import { sendDigests } from './send-digests.ts';
import { tellAllBoards } from './tell-all-boards.ts';

const hourly = { kind: 'every', everyMs: 3_600_000 } as const;
/**
 * How long an erased person stays in the system of record at most, how late a plan moves to a new manager, boards hear of another head
 * start, and a month is looked back on after its records have arrived.
 */
const oftenMs = 5 * 60_000;

/** Starts to take the jobs that keep coaching going, and sets their schedules. They end with `jobs.close()`. */
export async function takeCoachingJobs(
  ports: SchedulePorts & { readonly jobs: Jobs<typeof jobCatalogue> },
): Promise<void> {
  const { jobs } = ports;
  const work = [
    ['assess-month', assessMonth],
    ['delete-expired', deleteExpired],
    ['erase-people', erasePeople],
    ['hand-over-plans', handOverPlans],
    ['pass-up-disputes', passUpDisputes],
    ['send-digests', sendDigests],
    ['tell-boards', tellAllBoards],
  ] as const;
  for (const [name, run] of work) {
    await jobs.work(name, async ({ signal }) => {
      await run(ports, signal);
      return { kind: 'done' };
    });
  }
  await jobs.schedule('delete-expired', hourly, {});
  await jobs.schedule('pass-up-disputes', hourly, {});
  await jobs.schedule('send-digests', hourly, {});
  await jobs.schedule('erase-people', { kind: 'every', everyMs: oftenMs }, {});
  await jobs.schedule('tell-boards', { kind: 'every', everyMs: oftenMs }, {});
  await jobs.schedule('hand-over-plans', { kind: 'every', everyMs: oftenMs }, {});
  // All day long: working days begin at other times in other zones, and records may be on their way to the warehouse.
  await jobs.schedule('assess-month', { kind: 'every', everyMs: oftenMs }, {});
  // Boards of an earlier release were told of nothing.
  await jobs.enqueue('tell-boards', {}, { jobId: 'tell-boards-at-start' });
  // Catches up with a month's end at which nothing ran.
  await jobs.enqueue('assess-month', {}, { jobId: 'assess-at-start' });
}
