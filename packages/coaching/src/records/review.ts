import type { ReviewContent, ReviewMove, ReviewOpening } from '@stepup/contracts';
import { measureReview } from './measure-record.ts';
import { addDays } from './add-days.ts';
import type { RecordKind } from './record-kind.ts';
import { requireTexts, write } from './stamp-text.ts';

const theTwo = ['learner', 'coach'] as const;
const usualDays = 7;

/** A rolling review: target, actions, last step. Each one that is held makes the next one due, until the skill holds. */
export const reviewKind: RecordKind<ReviewOpening, ReviewMove, ReviewContent> = {
  name: 'review',
  openedBy: theTwo,
  moves: {
    hold: { states: ['due'], sides: theTwo },
    move_due: { states: ['due'], sides: theTwo },
    drop: { states: ['due'], sides: theTwo },
  },
  checkOpening: () => [],
  open: ({ due_on, every_days }) => ({
    state: 'due',
    due_on,
    first_due_on: due_on,
    every_days,
    times_moved: 0,
    held_at: null,
    last_step_learned: null,
    next_step: null,
    expected: null,
    target_seen: null,
    decision: null,
  }),
  check(_content, move) {
    switch (move.kind) {
      case 'hold':
        return requireTexts(move.last_step_learned, move.next_step, move.expected);
      case 'move_due':
      case 'drop':
        return requireTexts(move.because);
    }
  },
  apply(content, move, stamp) {
    switch (move.kind) {
      case 'hold':
        return {
          ...content,
          state: 'held',
          held_at: stamp.at,
          last_step_learned: write(move.last_step_learned, stamp),
          next_step: move.next_step === undefined ? null : write(move.next_step, stamp),
          expected: move.expected === undefined ? null : write(move.expected, stamp),
          target_seen: move.target_seen ?? null,
          decision: move.decision,
        };
      case 'move_due':
        return { ...content, due_on: move.due_on, times_moved: content.times_moved + 1 };
      case 'drop':
        return { ...content, state: 'dropped' };
    }
  },
  measure: measureReview,
  project: ({ state, due_on }) => ({
    dueOn: state === 'due' ? due_on : null,
    happensAt: null,
    activityId: null,
  }),
};

/** The review that follows one that was held or dropped; null once the skill holds or the approach changes. */
export function followingReview(content: ReviewContent, today: string): ReviewOpening | null {
  if (content.state === 'due') return null;
  if (content.decision === 'skill_holds' || content.decision === 'change_approach') return null;
  return { due_on: addDays(today, content.every_days), every_days: content.every_days };
}

/** The review that an activated plan begins with: weekly, if the two do not move it. */
export function firstReview(today: string): ReviewOpening {
  return { due_on: addDays(today, usualDays), every_days: usualDays };
}
