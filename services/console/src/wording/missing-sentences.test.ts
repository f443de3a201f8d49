import { describe, expect, it } from 'vitest';
import { missingSentence } from './missing-sentences.ts';

const parties = {
  rep: { name: 'Hamza Bellaforte', isSelf: false },
  coach: { name: 'Tariq Ambrosol', isSelf: true },
};

describe('what is missing', () => {
  it('is shown as it is where the code is new', () => {
    expect(missingSentence('something_new', parties)).toBe('Something new');
  });

  it('say who of the two has to do something', () => {
    expect(missingSentence('self_analysis_missing', parties)).toBe(
      'Hamza writes how it looks from their side.',
    );
    expect(missingSentence('coach_acceptance_missing', parties)).toBe('You agree to the plan.');
  });
});
