import { describe, expect, it } from 'vitest';
import { missingSentence } from './missing-sentences.ts';
import { horizonSentence, noteSentence } from './note-sentences.ts';

const parties = {
  rep: { name: 'Hamza Bellaforte', isSelf: false },
  coach: { name: 'Tariq Ambrosol', isSelf: true },
};

describe('codes in words', () => {
  it('explain what is known and show what is new', () => {
    expect(noteSentence('long_window')).toMatch(/12 months/);
    expect(noteSentence('something_new')).toBe('Something new');
    expect(missingSentence('something_new', parties)).toBe('Something new');
  });

  it('say who of the two has to do something', () => {
    expect(missingSentence('self_analysis_missing', parties)).toBe(
      'Hamza writes how it looks from their side.',
    );
    expect(missingSentence('coach_acceptance_missing', parties)).toBe('You agree to the plan.');
  });

  it('name the horizon and where it comes from', () => {
    expect(horizonSentence(42, 'stage')).toBe(
      'A deal counts as moved on if it does so within 42 days (as the process defines it).',
    );
  });
});
