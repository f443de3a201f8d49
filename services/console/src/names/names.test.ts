import { describe, expect, it } from 'vitest';
import { createNames } from './names.ts';

const names = createNames(
  [
    { person_id: 'r1', name: 'Ada Q', role: 'rep', active: true, team: null, manager_id: null },
    { person_id: 'r2', name: null, role: 'rep', active: true, team: null, manager_id: null },
  ],
  [
    {
      pipeline_id: 'p',
      name: 'New business',
      stages: [
        { stage_id: 'lead', name: 'Lead', outcome: null },
        { stage_id: 'offer', name: 'Offer', outcome: null },
        { stage_id: 'won', name: 'Signed', outcome: 'won' },
      ],
    },
  ],
  'r2',
);

describe('names', () => {
  it.each([
    [names.person('r1'), 'Ada Q'],
    [names.person('r2'), 'r2'],
    [names.person('r3'), 'r3'],
    [names.person('unassigned'), 'Nobody'],
    [names.pipeline('p'), 'New business'],
    [names.step('p', 'lead'), 'Lead → Offer'],
    [names.step('p', 'offer'), 'Offer → Won'],
    [names.step('other', 'first_call'), 'First call → next step'],
    [names.step(null, 'lead'), 'Lead → Offer'],
    [names.step(null, 'elsewhere'), 'Elsewhere → next step'],
  ])('%s', (name, expected) => {
    expect(name).toBe(expected);
  });

  it('knows whom the reader is', () => {
    expect(names.subject('r2').isSelf).toBe(true);
    expect(names.subject('r1').isSelf).toBe(false);
  });
});
