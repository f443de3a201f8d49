import { describe, expect, it } from 'vitest';
import { sessionKind } from '../records/session.ts';
import { act, inSession, on, openSession, refusal } from './coached-pair.test-support.ts';

describe('SLED', () => {
  it('is a guide: any stage in any order or none, and a session ends with an outcome', () => {
    const held = inSession(openSession(), { kind: 'hold', held_at: on(2, 8).at });
    expect(inSession(held, { kind: 'settle', outcome: 'settled' }).content.state).toBe('settled');
    const { stages } = inSession(
      held,
      { kind: 'write_stage', stage: 'explore_solutions', text: 'two ways' },
      { kind: 'write_stage', stage: 'set_stage', text: 'ten minutes' },
    ).content;
    expect(stages.map(({ stage }) => stage)).toEqual(['explore_solutions', 'set_stage']);
    expect(refusal(sessionKind, held, { kind: 'settle', outcome: 'action_items' })).toEqual([
      'action_missing',
    ]);
    expect(refusal(sessionKind, openSession(), { kind: 'settle', outcome: 'settled' })).toEqual([
      'not_in_this_state',
    ]);
  });
  it('agrees on one of at least two options, by both, and notes disagreement', () => {
    const one = inSession(openSession(), { kind: 'add_option', text: 'call first' });
    expect(refusal(sessionKind, one, { kind: 'agree_option', option_id: '2' })).toEqual([
      'second_option_missing',
    ]);
    const two = inSession(one, { kind: 'add_option', text: 'write first' });
    const agreed = act(
      sessionKind,
      inSession(two, { kind: 'agree_option', option_id: '3' }),
      { kind: 'agree_option', option_id: '3' },
      { side: 'coach' },
    );
    expect(agreed.content.options[1]?.agreed_by).toEqual(['learner', 'coach']);
    const noted = inSession(agreed, { kind: 'disagree', text: 'writing is slower' });
    expect(noted.content.disagreements).toMatchObject([{ text: 'writing is slower', by: 'learner' }]);
  });
});
