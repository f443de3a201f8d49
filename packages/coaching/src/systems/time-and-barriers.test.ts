import { describe, expect, it } from 'vitest';
import { barrierKind } from '../records/barrier.ts';
import { timeAgreementKind } from '../records/time-agreement.ts';
import { act, on, open, refusal } from './coached-pair.test-support.ts';

describe('time and barriers', () => {
  it('agrees hours and what the manager stops doing, by both, and again after a change', () => {
    const proposed = open(timeAgreementKind, {
      learner_id: 'learner',
      month: '2026-12',
      hours: 12,
      stops_doing: ['weekly report'],
    });
    expect(refusal(timeAgreementKind, proposed, { kind: 'accept' })).toEqual(['agreed_already']);
    const agreed = act(timeAgreementKind, proposed, { kind: 'accept' }, { side: 'coach' });
    expect(agreed.content.state).toBe('agreed');
    const changed = act(timeAgreementKind, agreed, { kind: 'change', hours: 8, stops_doing: [] });
    expect(changed.content).toMatchObject({ state: 'proposed', hours: 8 });
  });
  it('takes a barrier to the next level, which answers within 30 days or passes it up', () => {
    const filed = open(barrierKind, { what: 'approvals', text: 'three signatures' });
    expect(filed.content).toMatchObject({ asked_of: 'coach', due_on: '2026-12-02' });
    const answer = { kind: 'answer', answer: 'will_be_removed', text: 'one from January' } as const;
    expect(refusal(barrierKind, filed, answer)).toEqual(['only_the_coach']);
    const up = act(
      barrierKind,
      filed,
      { kind: 'pass_up' },
      { side: 'coach', when: on(10), facts: { nextLevelId: 'director' } },
    );
    expect(up).toMatchObject({
      coachId: 'director',
      content: { asked_of: 'director', due_on: '2026-12-10' },
    });
    expect(refusal(barrierKind, filed, { kind: 'pass_up' }, { side: 'coach' })).toEqual(['no_next_level']);
    expect(act(barrierKind, up, answer, { side: 'coach' }).content.state).toBe('answered');
  });
});
