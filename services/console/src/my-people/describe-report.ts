import type { Plan } from '@stepup/contracts';
import type { CallRecord, ReviewRecord, SessionRecord } from '../api/console-answers.ts';
import { waitsForDebrief } from '../calls/has-started.ts';
import { currentPlanOf } from '../plan/current-plan.ts';

const dayMs = 86_400_000;
const weeksLookedBack = 4;

/** What a manager sees of one report at a glance. */
export interface ReportState {
  personId: string;
  name: string;
  plan: Plan | null;
  /** The review that is due, and whether its day has passed. */
  review: { dueOn: string; isOverdue: boolean } | null;
  /** Calls that took place more than a day ago without a debrief. */
  debriefsMissing: number;
  /** Days since the last coaching session; null where there was none. */
  daysSinceSession: number | null;
  /** Sessions of the last four weeks: those that took place, and those that were dropped. */
  held: number;
  dropped: number;
  /** The session that is planned or under way; null without one. */
  openSessionId: string | null;
}

interface Around {
  plans: readonly Plan[];
  reviews: readonly Pick<ReviewRecord, 'learner_id' | 'due_on' | 'state'>[];
  calls: readonly Pick<CallRecord, 'learner_id' | 'state' | 'starts_at'>[];
  sessions: readonly Pick<
    SessionRecord,
    'id' | 'learner_id' | 'state' | 'held_at' | 'planned_for' | 'updated_at'
  >[];
  nowMs: number;
  today: string;
}

export function describeReport(
  { personId, name }: { personId: string; name: string },
  { plans, reviews, calls, sessions, nowMs, today }: Around,
): ReportState {
  const own = sessions.filter(({ learner_id }) => learner_id === personId);
  const since = nowMs - weeksLookedBack * 7 * dayMs;
  const heldAt = own.flatMap(({ held_at }) => (held_at === null ? [] : [Date.parse(held_at)]));
  const last = heldAt.length === 0 ? null : Math.max(...heldAt);
  const due = reviews
    .filter(({ learner_id, state }) => learner_id === personId && state === 'due')
    .toSorted((one, other) => one.due_on.localeCompare(other.due_on))[0];
  return {
    personId,
    name,
    plan: currentPlanOf(plans, personId),
    review: due === undefined ? null : { dueOn: due.due_on, isOverdue: due.due_on < today },
    debriefsMissing: calls.filter(
      (call) => call.learner_id === personId && waitsForDebrief(call, nowMs - dayMs),
    ).length,
    daysSinceSession: last === null ? null : Math.floor((nowMs - last) / dayMs),
    held: heldAt.filter((at) => at >= since).length,
    dropped: own.filter(
      ({ state, planned_for, updated_at }) =>
        state === 'dropped' && Date.parse(planned_for ?? updated_at) >= since,
    ).length,
    openSessionId: own.find(({ state }) => state === 'planned' || state === 'held')?.id ?? null,
  };
}
