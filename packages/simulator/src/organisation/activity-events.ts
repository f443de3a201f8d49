import type { RandomStream } from '../random-stream.ts';
import type { SimulatedEvent } from '../simulated-event.ts';
import { formatInstant } from '../simulated-event.ts';
import type { Activity } from './activity-plan.ts';
import { simulatedEvent } from './event-source.ts';
import { dayMs } from './work-calendar.ts';

const correctedChance = 0.01;
const deletedChance = 0.003;
const unassignedChance = 0.004;

/** Planned, logged, corrected and deleted: the events of one activity, in order of time. */
export function writeActivityEvents(
  dealId: string,
  activityId: string,
  activity: Activity,
  random: RandomStream,
): SimulatedEvent[] {
  const about = {
    activity_id: activityId,
    kind: activity.kind,
    deal_id: dealId,
    // Now and then a mail is logged by nobody known: it counts for the deal, for no rep.
    ...(random.chance(unassignedChance) ? {} : { rep_id: activity.repId }),
  };
  const people = describePeople(activity);
  const logged = {
    ...about,
    direction: activity.direction,
    ...(activity.outcome === null ? {} : { outcome: activity.outcome }),
    ...(activity.durationS > 0 ? { duration_s: activity.durationS } : {}),
    ...people,
  };
  const events: SimulatedEvent[] = [];
  if (activity.plannedMs !== null) {
    const planned = { ...about, starts_at: formatInstant(activity.atMs), duration_s: 3_600, ...people };
    events.push(
      simulatedEvent(`${activityId}.planned`, 'sales.activity.planned.v1', activity.plannedMs, planned),
    );
    if (activity.cancelled) {
      const cancelledMs = Math.floor((activity.plannedMs + activity.atMs) / 2);
      const data = { ...planned, cancelled: true };
      events.push(simulatedEvent(`${activityId}.cancelled`, 'sales.activity.planned.v1', cancelledMs, data));
      return events;
    }
  }
  events.push(simulatedEvent(activityId, 'sales.activity.logged.v1', activity.atMs, logged));
  if (activity.durationS > 0 && random.chance(correctedChance)) {
    const corrected = { ...logged, duration_s: activity.durationS + 60 };
    const recordedMs = activity.atMs + Math.floor(random.uniform() * dayMs);
    // The same beginning: a version of the same activity, told apart by when it was recorded.
    events.push(
      simulatedEvent(
        `${activityId}.corrected`,
        'sales.activity.logged.v1',
        activity.atMs,
        corrected,
        recordedMs,
      ),
    );
  } else if (random.chance(deletedChance)) {
    const deletedMs = activity.atMs + Math.floor(random.uniform() * dayMs);
    events.push(
      simulatedEvent(`${activityId}.deleted`, 'sales.activity.deleted.v1', deletedMs, {
        activity_id: activityId,
      }),
    );
  }
  return events;
}

function describePeople(activity: Activity): Readonly<Record<string, unknown>> {
  if (activity.customerPeople > 0) {
    const customers = Array.from({ length: activity.customerPeople }, () => ({ side: 'customer' }));
    return { participants: [{ side: 'rep', person_id: activity.repId }, ...customers] };
  }
  if (activity.kind !== 'call' || activity.durationS === 0) return {};
  const repTalkS = Math.round(activity.durationS * activity.repTalkShare);
  return {
    participants: [
      { side: 'rep', person_id: activity.repId, talk_s: repTalkS },
      { side: 'customer', talk_s: activity.durationS - repTalkS },
    ],
  };
}
