import { describe, expect, it } from 'vitest';
import { followingReview, reviewKind } from '../records/review.ts';
import { act, on, open } from './coached-pair.test-support.ts';

describe('rolling reviews and cadence', () => {
  it('rolls weekly until the skill holds, and marks one that is held late', () => {
    const due = open(reviewKind, { due_on: '2026-11-09', every_days: 7 });
    const held = act(
      reviewKind,
      due,
      { kind: 'hold', last_step_learned: 'silence helps', decision: 'go_on' },
      { when: on(11) },
    );
    expect(held.content.last_step_learned).toMatchObject({ late: true });
    expect(followingReview(held.content, '2026-11-11')).toEqual({ due_on: '2026-11-18', every_days: 7 });
    const ended = act(reviewKind, due, {
      kind: 'hold',
      last_step_learned: 'it holds',
      decision: 'skill_holds',
    });
    expect(followingReview(ended.content, '2026-11-09')).toBeNull();
    expect(followingReview(due.content, '2026-11-09')).toBeNull();
  });
});
