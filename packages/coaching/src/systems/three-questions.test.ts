import { describe, expect, it } from 'vitest';
import { findMissingForActivation } from '../find-missing-for-activation.ts';
import { activePlan, draft } from './coached-pair.test-support.ts';

describe('three questions', () => {
  it('names what of skill, reason and measures is still unanswered', () => {
    const around = { today: '2026-11-02', otherActivePlanId: null };
    const missing = findMissingForActivation(draft(), around).map(({ rule }) => rule);
    expect(missing).toEqual(
      expect.arrayContaining(['skill_missing', 'reason_missing', 'rep_measure_missing']),
    );
    expect(findMissingForActivation(activePlan(), around)).toEqual([]);
  });
});
