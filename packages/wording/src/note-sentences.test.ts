import { describe, expect, it } from 'vitest';
import { horizonSentence, noteSentence } from './note-sentences.ts';

describe('codes in words', () => {
  it('explain what is known and show what is new', () => {
    expect(noteSentence('long_window')).toMatch(/12 months/);
    expect(noteSentence('something_new')).toBe('Something new');
  });

  it('name the horizon and where it comes from', () => {
    expect(horizonSentence(42, 'stage')).toBe(
      'A deal counts as moved on if it does so within 42 days (as the process defines it).',
    );
  });
});
