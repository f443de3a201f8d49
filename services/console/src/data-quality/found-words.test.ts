import { expect, it } from 'vitest';
import { foundWords, qualitySentence } from './found-words.ts';

it('counts records beside those that were looked at', () => {
  expect(foundWords({ entity: 'activity', found: 12, of: 8400 })).toBe('12 of 8,400 activities');
  expect(foundWords({ entity: 'source', found: 1, of: 1 })).toBe('1 of 1 source');
});

it.each([
  [[0, 0], 'All 2 checks found nothing.'],
  [[0, 3], 'One of 2 checks found something to repair.'],
  [[1, 3], '2 of 2 checks found something to repair.'],
])('says first whether there is something to do: %j', (found, sentence) => {
  expect(qualitySentence(found.map((one) => ({ found: one })))).toBe(sentence);
});
