import { describe, expect, it } from 'vitest';
import { analysis, draft, movePlan } from './coached-pair.test-support.ts';

describe('coach the coach', () => {
  it('lets a manager be the learner of a plan whose skill is a coaching skill', () => {
    const plan = draft('manager', 'director');
    const chosen = movePlan(plan, 'director', { kind: 'choose_skill', skillId: 'coach.method' });
    expect(chosen.skill.at(-1)?.value).toBe('coach.method');
    expect(movePlan(chosen, 'manager', analysis).selfAnalysis).toHaveLength(1);
  });
});
