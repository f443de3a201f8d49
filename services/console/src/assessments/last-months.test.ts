import { expect, it } from 'vitest';
import { lastMonths } from './last-months.ts';

it('goes back over the turn of the year', () => {
  expect(lastMonths('2027-02-01', 3)).toEqual(['2027-01', '2026-12', '2026-11']);
});
