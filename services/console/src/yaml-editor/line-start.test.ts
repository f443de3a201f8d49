import { expect, it } from 'vitest';
import { lineStart } from './line-start.ts';

it.each([
  [1, 0],
  [2, 3],
  [3, 4],
  [4, 8],
  [9, 8],
])('line %i begins at %i', (line, start) => {
  expect(lineStart('ab\n\nend\n', line)).toBe(start);
});
