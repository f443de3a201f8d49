import { expect, it } from 'vitest';
import { readDuration } from './read-duration.ts';

it.each([
  ['90s', 90],
  ['30m', 1_800],
  ['12h', 43_200],
  ['7d', 604_800],
  ['0s', 0],
  ['12', null],
  ['-1h', null],
  ['1.5h', null],
  ['1w', null],
  ['', null],
])('reads %j as %j seconds', (text, seconds) => {
  expect(readDuration(text)).toBe(seconds);
});
