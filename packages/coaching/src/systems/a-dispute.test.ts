import { describe, expect, it } from 'vitest';
import { disputeKind } from '../records/dispute.ts';
import { act, on, open, refusal } from './coached-pair.test-support.ts';

describe('a dispute', () => {
  it('marks a number until operations answer, within five working days', () => {
    const raised = open(
      disputeKind,
      { indicator: 'step_up_rate', key: 'qualified', value: '0.21', text: 'not my deals' },
      { when: on(6) },
    );
    expect(raised.content).toMatchObject({ state: 'open', due_on: '2026-11-13' });
    const answer = { kind: 'answer', answer: 'corrected', text: 'two deals moved' } as const;
    expect(refusal(disputeKind, raised, answer, { side: 'coach' })).toEqual(['only_operations']);
    expect(act(disputeKind, raised, answer, { side: 'operations' }).content.state).toBe('answered');
  });
  it('about a finding is answered by whom one reports to as well', () => {
    const about = { indicator: 'diagnosis', key: 'f-1', value: '0.21', text: 'half of them were not mine' };
    const raised = open(disputeKind, about, { when: on(6) });
    const answer = { kind: 'answer', answer: 'stands', text: 'we went through all of them' } as const;
    expect(act(disputeKind, raised, answer, { side: 'coach' }).content.answer).toMatchObject({
      answer: 'stands',
      side: 'coach',
    });
    expect(refusal(disputeKind, raised, answer, { side: 'reader' })).not.toEqual([]);
    expect(refusal(disputeKind, raised, answer, { side: 'learner' })).not.toEqual([]);
  });
});
