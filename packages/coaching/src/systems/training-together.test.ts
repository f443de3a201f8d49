import { describe, expect, it } from 'vitest';
import { trainingKind } from '../records/training.ts';
import { open } from './coached-pair.test-support.ts';

describe('training together', () => {
  const participants = [
    { person_id: 'm', capacity: 'coach' as const },
    { person_id: 'r', capacity: 'learner' as const },
  ];
  it('says whether the managers who coach were learners before', () => {
    const opening = { skill_id: 'discovery', on: '2026-11-20', participants };
    expect(open(trainingKind, opening).content.coach_learned_before).toBe(false);
    const after = open(trainingKind, opening, { facts: { learnedBefore: ['m'] } });
    expect(after.content.coach_learned_before).toBe(true);
    expect(() =>
      open(trainingKind, { ...opening, participants: [...participants, ...participants] }),
    ).toThrow('participant_twice');
  });
});
