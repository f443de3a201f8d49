import { expect, it } from 'vitest';
import { headStartEndsAt } from './head-start.ts';

it.each([
  ['a Sunday', '2026-11-01T00:00:00.000000Z', 'UTC', '2026-11-03T00:00:00.000000Z'],
  ['a Tuesday', '2026-12-01T00:00:00.000000Z', 'UTC', '2026-12-02T00:00:00.000000Z'],
  ['a Saturday', '2026-08-01T00:00:00.000000Z', 'UTC', '2026-08-04T00:00:00.000000Z'],
  [
    'the first of a month in Berlin',
    '2026-05-31T22:00:00.000000Z',
    'Europe/Berlin',
    '2026-06-01T22:00:00.000000Z',
  ],
])('after %s others see it on the day after the next working day', (_day, raised, zone, ends) => {
  expect(headStartEndsAt(raised, zone)).toBe(ends);
});
