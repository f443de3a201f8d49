import type { Skill } from '@stepup/contracts';
import { describe, expect, it } from 'vitest';
import { skillChoices } from './skill-choices.ts';

function skill(id: string, stage_id: string): Skill {
  return {
    id,
    name: id,
    serves: 'selling',
    steps: [],
    stages: [{ pipeline_id: 'new', stage_id }],
    behaviours: ['a', 'b'],
  };
}

const skills = [skill('first', 'lead'), skill('second', 'proposal')];

describe('skills to choose from', () => {
  it('put those of the step first and lose none', () => {
    expect(skillChoices(skills, { pipeline_id: 'new', stage_id: 'proposal' })).toEqual([
      { group: 'For this step', items: [{ value: 'second', label: 'second' }] },
      { group: 'For other steps', items: [{ value: 'first', label: 'first' }] },
    ]);
  });

  it.each([
    ['the step is unknown', null],
    ['no skill is known to serve it', { pipeline_id: 'new', stage_id: 'own_stage' }],
    ['another process has a stage of that name', { pipeline_id: 'renewal', stage_id: 'lead' }],
  ])('stand ungrouped where %s', (_case, step) => {
    expect(skillChoices(skills, step).map((choice) => ('value' in choice ? choice.value : null))).toEqual([
      'first',
      'second',
    ]);
  });
});
