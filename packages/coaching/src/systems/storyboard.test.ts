import { describe, expect, it } from 'vitest';
import { storyboardKind } from '../records/storyboard.ts';
import { act, refusal, storyboard } from './coached-pair.test-support.ts';

describe('storyboard', () => {
  it('is the learner’s, keeps every version, and holds focus, target by a date, actual and steps', () => {
    const board = act(storyboardKind, storyboard(), {
      kind: 'set_target_condition',
      text: 'two of three',
      by: '2026-12-04',
    });
    expect(board.content.target_condition.map(({ due_on }) => due_on)).toEqual(['2026-11-27', '2026-12-04']);
    const write = { kind: 'note_actual_condition', text: 'one of three' } as const;
    expect(refusal(storyboardKind, board, write, { side: 'coach' })).toEqual(['only_the_learner']);
    expect(act(storyboardKind, board, write).content.actual_condition).toMatchObject([
      { text: 'one of three' },
    ]);
  });
});
