import { describe, expect, it } from 'vitest';
import { askedInTheirPlace, disputeKind } from '../records/dispute.ts';
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
  it('that nobody answers in time goes up, and whoever is asked then may answer', () => {
    const number = { indicator: 'step_up_rate', key: 'qualified', value: '0.21', text: 'not my deals' };
    const raised = open(disputeKind, number, { when: on(6) });
    const passUp = { kind: 'pass_up', passed_to: 'mia' } as const;
    expect(refusal(disputeKind, raised, passUp, { when: on(14) })).toEqual(['only_the_product']);
    const product = { side: 'product' } as const;
    expect(refusal(disputeKind, raised, passUp, { ...product, when: on(13) })).toEqual(['not_late_yet']);
    const passed = act(disputeKind, raised, passUp, { ...product, when: on(14) });
    expect(passed.content).toMatchObject({
      state: 'open',
      due_on: '2026-11-20',
      passed_up: [{ on: '2026-11-14', to: 'mia' }],
    });
    expect(askedInTheirPlace(passed.content)).toBe('mia');
    const answer = { kind: 'answer', answer: 'stands', text: 'these are the deals' } as const;
    expect(act(disputeKind, passed, answer, { side: 'coach', when: on(16) }).content.state).toBe('answered');
    const top = act(disputeKind, passed, { kind: 'pass_up' }, { ...product, when: on(21) });
    expect(top.content).toMatchObject({ due_on: '2026-11-20', passed_up: [{ to: 'mia' }, { to: null }] });
    expect(refusal(disputeKind, top, passUp, { ...product, when: on(30) })).toEqual(['passed_up_already']);
  });
  it('leaves out the days on which nobody works', () => {
    const about = { indicator: 'step_up_rate', key: 'qualified', value: '0.21', text: 'not my deals' };
    const facts = { holidays: ['2026-11-09', '2026-11-14'] };
    expect(open(disputeKind, about, { when: on(6), facts }).content.due_on).toBe('2026-11-16');
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
