import { expect, it } from 'vitest';
import { changeSentence } from './change-sentences.ts';

it('says what saving changes', () => {
  const gap = { kind: 'removed', what: 'possible_gap', id: 'lead.trust', name: 'Lead: Trust' } as const;
  expect(changeSentence(gap)).toBe('Gone: possible gap “Lead: Trust”.');
  const stage = { kind: 'changed', what: 'stage', id: 's', name: 'Zwei', from: null, to: 'Lead' } as const;
  expect(changeSentence(stage)).toBe('Your stage “Zwei” becomes “Lead”; it was no step.');
});
