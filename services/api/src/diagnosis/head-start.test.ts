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
  expect(headStartEndsAt(raised, { workingDays: 1, timeZone: zone, holidays: new Set() })).toBe(ends);
});

it.each([
  ['none at all is at once', 0, [], '2026-11-01T00:00:00.000000Z'],
  ['three working days', 3, [], '2026-11-05T00:00:00.000000Z'],
  ['a holiday is no working day', 1, ['2026-11-02'], '2026-11-04T00:00:00.000000Z'],
  ['a holiday on a Sunday changes nothing', 1, ['2026-11-01'], '2026-11-03T00:00:00.000000Z'],
])('from a Sunday on, %s', (_what, workingDays, holidays, ends) => {
  const headStart = { workingDays, timeZone: 'UTC', holidays: new Set(holidays) };
  expect(headStartEndsAt('2026-11-01T00:00:00.000000Z', headStart)).toBe(ends);
});

it('ends even where every day is a holiday', () => {
  const every = Array.from({ length: 800 }, (_, day) =>
    new Date(Date.UTC(2026, 10, 1 + day)).toISOString().slice(0, 10),
  );
  const headStart = { workingDays: 1, timeZone: 'UTC', holidays: new Set(every) };
  expect(headStartEndsAt('2026-11-01T00:00:00.000000Z', headStart) < '2028').toBe(true);
});
