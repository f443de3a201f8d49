import { describe, expect, it } from 'vitest';
import { describeReport } from './describe-report.ts';

const now = '2026-11-20T12:00:00.000000Z';
const around = {
  plans: [],
  reviews: [],
  calls: [],
  sessions: [],
  nowMs: Date.parse(now),
  today: '2026-11-20',
};
const person = { personId: 'rep-1', name: 'Ada Q' };
const call = (starts_at: string | null, learner_id = 'rep-1') =>
  ({ learner_id, state: 'planned', starts_at }) as const;
const session = (
  id: string,
  state: 'planned' | 'held' | 'settled' | 'dropped',
  at: string,
  learner_id = 'rep-1',
) => ({
  id,
  learner_id,
  state,
  held_at: state === 'held' || state === 'settled' ? at : null,
  planned_for: at,
  updated_at: at,
});

describe('a report at a glance', () => {
  it('misses a debrief a day after the call, not before, and none of somebody else', () => {
    const calls = [
      call('2026-11-19T11:59:00.000000Z'),
      call('2026-11-19T12:01:00.000000Z'),
      call('2026-11-22T12:00:00.000000Z'),
      call(null),
      call('2026-11-10T12:00:00.000000Z', 'rep-2'),
    ];
    expect(describeReport(person, { ...around, calls }).debriefsMissing).toBe(1);
  });

  it('names the earliest review, overdue from the day after', () => {
    const due = (due_on: string) => ({ learner_id: 'rep-1', due_on, state: 'due' as const });
    const reviewOf = (...days: string[]) =>
      describeReport(person, { ...around, reviews: days.map(due) }).review;
    expect(reviewOf('2026-11-25', '2026-11-20')).toEqual({ dueOn: '2026-11-20', isOverdue: false });
    expect(reviewOf('2026-11-19')).toEqual({ dueOn: '2026-11-19', isOverdue: true });
    expect(reviewOf()).toBeNull();
  });

  it('counts the sessions of four weeks and the days since the last', () => {
    const sessions = [
      session('a', 'settled', '2026-11-17T12:00:00.000000Z'),
      session('b', 'held', '2026-10-30T12:00:00.000000Z'),
      session('c', 'settled', '2026-09-01T12:00:00.000000Z'),
      session('d', 'dropped', '2026-11-12T12:00:00.000000Z'),
      session('e', 'planned', '2026-11-25T12:00:00.000000Z'),
      session('f', 'settled', '2026-11-19T12:00:00.000000Z', 'rep-2'),
    ];
    expect(describeReport(person, { ...around, sessions })).toMatchObject({
      held: 2,
      dropped: 1,
      daysSinceSession: 3,
      openSessionId: 'b',
    });
    expect(describeReport(person, around)).toMatchObject({ held: 0, daysSinceSession: null });
  });
});
