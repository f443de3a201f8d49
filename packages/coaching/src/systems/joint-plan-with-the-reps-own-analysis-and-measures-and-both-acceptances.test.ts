import { describe, expect, it } from 'vitest';
import {
  activePlan,
  analysis,
  draft,
  measure,
  movePlan,
  reason,
  refusePlan,
  skill,
  targets,
} from './coached-pair.test-support.ts';

describe('joint plan with the rep’s own analysis and measures and both acceptances', () => {
  it('opens the coach’s field after the rep’s analysis, and needs a measure of the rep and both yes', () => {
    expect(refusePlan(draft(), 'coach', { kind: 'write_coach_view', text: 'x' })).toEqual([
      'self_analysis_first',
    ]);
    expect(refusePlan(draft(), 'coach', analysis)).toEqual(['only_the_rep']);
    let plan = [skill, reason].reduce((made, move) => movePlan(made, 'coach', move), draft());
    plan = movePlan(plan, 'rep', analysis);
    plan = movePlan(plan, 'coach', { kind: 'confirm_by_discussion', verdict: 'confirmed' });
    plan = movePlan(plan, 'coach', measure('of-coach'));
    plan = targets.reduce((made, move) => movePlan(made, 'coach', move), plan);
    plan = movePlan(plan, 'coach', { kind: 'propose' });
    plan = movePlan(plan, 'coach', { kind: 'accept', comment: null });
    expect(refusePlan(plan, 'coach', { kind: 'activate' })).toEqual([
      'rep_measure_missing',
      'rep_acceptance_missing',
    ]);
    expect(activePlan().measures.map(({ author }) => author)).toEqual(['rep']);
  });
  it('fixes both targets at activation', () => {
    expect(refusePlan(activePlan(), 'rep', targets[0] ?? skill)).toEqual(['plan_not_open_for_change']);
    expect(refusePlan(activePlan(), 'coach', targets[1] ?? skill)).toEqual(['plan_not_open_for_change']);
  });
});
