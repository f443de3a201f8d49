import { describe, expect, it } from 'vitest';
import { skillChoices } from './skill-choices.ts';
import { starterSkills } from './starter-skills.ts';

describe('skills to choose from', () => {
  it('put those of the step first and lose none', () => {
    const [here, others] = skillChoices(starterSkills, 'proposal');
    const items = [here, others].flatMap((choice) =>
      choice !== undefined && 'items' in choice ? choice.items : [],
    );
    expect(items[0]?.value).toBe('presenting');
    expect(new Set(items.map(({ value }) => value)).size).toBe(starterSkills.length);
  });

  it('stand ungrouped where the step is unknown', () => {
    expect(skillChoices(starterSkills, 'own_stage')[0]).toEqual({
      value: 'speed_to_lead',
      label: 'Answering new leads fast',
    });
  });

  it('say what good looks like', () => {
    for (const { behaviours } of starterSkills) expect(behaviours.length).toBeGreaterThan(0);
  });
});
