import type { CallMove } from '@stepup/contracts';
import { describe, expect, it } from 'vitest';
import { callKind } from '../records/call.ts';
import { handoverKind } from '../records/handover.ts';
import { measureCall } from '../records/measure-record.ts';
import { pulseKind } from '../records/pulse.ts';
import { sessionKind } from '../records/session.ts';
import {
  act,
  activePlan,
  on,
  open,
  openCall,
  openSession,
  planId,
  refusal,
} from './coached-pair.test-support.ts';

describe('doing and telling traps recorded', () => {
  it('doing: role agreed before a joint call, takeover marked, accounts on a handover list', () => {
    const agreed = act(
      callKind,
      openCall(),
      { kind: 'agree_role', role: 'support_on_my_sign' },
      { when: on(9), side: 'coach' },
    );
    const mark: CallMove = { kind: 'mark_takeover', took_over: true };
    expect(refusal(callKind, agreed, mark, { when: on(10, 12) })).toEqual(['call_not_started']);
    const marked = act(callKind, agreed, mark, { when: on(10, 16), side: 'coach' });
    expect(measureCall(marked.content)).toMatchObject({
      role_agreed_before: true,
      took_over: true,
      is_joint: true,
    });
    const listed = open(handoverKind, {
      learner_id: 'learner',
      account_id: 'acme',
      to_id: 'rep',
      by: '2026-11-30',
    });
    const postponed = act(handoverKind, listed, {
      kind: 'postpone',
      by: '2026-12-15',
      because: 'renewal runs',
    });
    expect(postponed.content).toMatchObject({ due_on: '2026-12-15', first_due_on: '2026-11-30' });
    expect(act(handoverKind, postponed, { kind: 'hand_over' }).content.state).toBe('handed_over');
  });
  it('telling: authors of measures, chart before solution, and a two-tap pulse', () => {
    expect(activePlan().measures[0]?.author).toBe('rep');
    expect(refusal(sessionKind, openSession(), { kind: 'choose_model', model: 'field_training' })).toEqual([
      'chart_unanswered',
    ]);
    const pulse = open(pulseKind, {
      session_id: planId,
      i_did_the_thinking: 'yes',
      it_helps_in_a_deal: 'partly',
    });
    expect(pulse.content).toMatchObject({ state: 'given', i_did_the_thinking: 'yes' });
  });
});
