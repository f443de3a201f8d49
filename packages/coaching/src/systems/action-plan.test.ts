import type { SessionMove } from '@stepup/contracts';
import { describe, expect, it } from 'vitest';
import { sessionKind } from '../records/session.ts';
import { inSession, on, openSession, refusal } from './coached-pair.test-support.ts';

describe('action plan', () => {
  it('has items with owner, date and how it is seen, and shows the next one due', () => {
    const action: SessionMove = {
      kind: 'add_action',
      text: 'prepare three questions',
      owner_id: 'learner',
      due_on: '2026-11-09',
      seen_by: 'on the card of the next call',
    };
    const held = inSession(openSession(), { kind: 'hold', held_at: on(2, 8).at }, action);
    const settled = inSession(held, { kind: 'settle', outcome: 'action_items' });
    expect(sessionKind.project(settled.content).dueOn).toBe('2026-11-09');
    const done = inSession(settled, { kind: 'settle_action', action_id: '3', result: 'done' });
    expect(sessionKind.project(done.content).dueOn).toBeNull();
    expect(refusal(sessionKind, done, { kind: 'settle_action', action_id: '3', result: 'done' })).toEqual([
      'action_settled',
    ]);
  });
});
