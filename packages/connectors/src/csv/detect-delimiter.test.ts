import { expect, it } from 'vitest';
import { detectDelimiter } from './detect-delimiter.ts';

it.each([
  ['a,b,c', ','],
  ['a;b;c', ';'],
  ['a\tb', '\t'],
  ['"a,b,c";d', ';'],
  ['amount, EUR;owner;stage', ';'],
  ['only one column', ','],
  ['a,b;c', ','],
])('of the header %j it is %j', (header, delimiter) => {
  expect(detectDelimiter(header)).toBe(delimiter);
});
