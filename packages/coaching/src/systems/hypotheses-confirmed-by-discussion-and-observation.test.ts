import { describe, expect, it } from 'vitest';
import { judgeObservation } from '../judge-observation.ts';
import { activePlan, movePlan } from './coached-pair.test-support.ts';

describe('hypotheses confirmed by discussion and observation', () => {
  it('needs the discussion to activate, and shows after 14 days that nothing was seen in action', () => {
    const plan = activePlan();
    expect(judgeObservation(plan, '2026-11-02', '2026-11-16')).toEqual({ kind: 'waiting', daysLeft: 0 });
    expect(judgeObservation(plan, '2026-11-02', '2026-11-17')).toEqual({ kind: 'not_yet_seen_in_action' });
    const seen = movePlan(plan, 'coach', { kind: 'confirm_by_observation', verdict: 'confirmed' });
    expect(judgeObservation(seen, '2026-11-02', '2026-11-17')).toEqual({
      kind: 'seen',
      verdict: 'confirmed',
    });
  });
});
