import { handOverPlan, notesClosedBefore } from '../hand-over-plan.ts';
import type { Move } from '../move.ts';
import { standingAcceptance } from '../standing-answers.ts';
import { describe, expect, it } from 'vitest';
import { absenceKind, isAway } from '../records/absence.ts';
import { invitationKind } from '../records/invitation.ts';
import {
  act,
  activePlan,
  draft,
  movePlan,
  on,
  open,
  reason,
  refusal,
  refusePlan,
  skill,
} from './coached-pair.test-support.ts';

describe('a focus over months with a new manager, an absence, a late entry', () => {
  it('takes entries after the month and marks them late', () => {
    const late = movePlan(
      activePlan(),
      'rep',
      { kind: 'record_behaviour_verdict', verdict: 'changed' },
      '2026-12-03',
    );
    expect(late.behaviourVerdict).toMatchObject([{ value: 'changed', late: true }]);
  });
  it('knows the days of an absence', () => {
    const away = open(absenceKind, { learner_id: 'learner', from: '2026-11-09' });
    const back = act(absenceKind, away, { kind: 'set_return', until: '2026-11-16' });
    expect([8, 9, 15, 16].map((day) => isAway([back.content], on(day).today))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(refusal(absenceKind, away, { kind: 'set_return', until: '2026-11-09' })).toEqual([
      'return_before_absence',
    ]);
    expect(isAway([act(absenceKind, back, { kind: 'cancel' }).content], '2026-11-10')).toBe(false);
  });
  it('lets a learner invite a peer, who is none of the two', () => {
    expect(open(invitationKind, { guest_id: 'peer', as: 'peer' }).content.state).toBe('open');
    expect(() => open(invitationKind, { guest_id: 'coach', as: 'observer' })).toThrow('guest_is_a_party');
  });
  it('moves with a new manager: what is active goes on, notes of before stay closed until the learner opens them', () => {
    const to = { coachId: 'new', at: on(12).at, today: on(12).today };
    const handed = handOverPlan(activePlan(), to);
    if (handed.kind === 'stays') throw new Error(handed.kind);
    expect(handed.plan).toMatchObject({ coachId: 'new', state: 'active' });
    expect(handed.change).toMatchObject({ move: 'hand_over', side: 'product' });
    expect(notesClosedBefore(handed.plan)).toBe(to.at);
    const consent: Move = { kind: 'open_older_notes' };
    expect(refusePlan(handed.plan, 'new', consent)).toEqual(['only_the_rep']);
    expect(refusePlan(activePlan(), 'rep', consent)).toEqual(['no_closed_notes']);
    const opened = movePlan(handed.plan, 'rep', consent);
    expect(notesClosedBefore(opened)).toBeNull();
    // The next one is asked again.
    const again = handOverPlan(opened, { coachId: 'third', at: on(20).at, today: on(20).today });
    expect(again.kind === 'handed_over' && notesClosedBefore(again.plan)).toBe(on(20).at);
    expect(handOverPlan(opened, { ...to, coachId: 'new' }).kind).toBe('stays');
  });
  it('asks a new coach for their own answer to what is not active yet', () => {
    const proposed = [skill, reason, { kind: 'propose' } as const].reduce(
      (plan, move) => movePlan(plan, 'coach', move),
      draft(),
    );
    const accepted = movePlan(proposed, 'rep', { kind: 'accept', comment: null });
    const handed = handOverPlan(accepted, { coachId: 'new', at: on(12).at, today: on(12).today });
    if (handed.kind === 'stays') throw new Error(handed.kind);
    expect(standingAcceptance(handed.plan, 'rep')).toBeNull();
  });
});
