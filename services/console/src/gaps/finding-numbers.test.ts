import { expect, it } from 'vitest';
import { dealsOf, matureDealsOf } from './finding-numbers.ts';

const place = { rep_id: 'r', pipeline_id: 'p', stage_id: 's' };
const basis = { lookAsOf: '2026-11-01T00:00:00.000000Z', windowDays: 180, horizonDays: 21 };

it('opens all deals of the window, or those that had their full time, the very last included', () => {
  expect(dealsOf(place, basis)).toMatchObject({
    from: '2026-05-05T00:00:00.000000Z',
    to: '2026-11-01T00:00:00.000000Z',
  });
  expect(matureDealsOf(place, basis)).toEqual({
    rep: 'r',
    pipeline: 'p',
    stage: 's',
    from: '2026-05-05T00:00:00.000000Z',
    to: '2026-10-11T00:00:01.000000Z',
    as_of: '2026-11-01T00:00:00.000000Z',
  });
});
