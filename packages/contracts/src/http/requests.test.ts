import { describe, expect, it } from 'vitest';
import { errorCodes } from '../errors.ts';
import { dealsQuery } from './deals.ts';
import { diagnosisRunRequest } from './diagnosis-runs.ts';
import { eventsAccepted } from './events.ts';
import { funnelQuery } from './funnel.ts';
import { indicatorQuery } from './indicators.ts';
import { parseRequest } from './parse-request.ts';
import { planTransition } from './plans.ts';
import { resolvePointInTime } from './point-in-time.ts';
import { problem } from './problem.ts';

const period = { from: '2017-01-01', to: '2018-01-01' };

describe('queries', () => {
  it('read days, moments, numbers and defaults', () => {
    const query = {
      ...period,
      as_of: '2018-01-01T00:00:00+01:00',
      by: 'rep',
      horizon_days: '60',
      limit: '1000',
    };
    expect(parseRequest(funnelQuery, query)).toEqual({
      kind: 'valid',
      value: {
        from: { kind: 'local_date', date: '2017-01-01' },
        to: { kind: 'local_date', date: '2018-01-01' },
        as_of: { kind: 'instant', instant: '2017-12-31T23:00:00.000000Z' },
        by: 'rep',
        horizon_days: 60,
        limit: 1000,
      },
    });
    expect(parseRequest(dealsQuery, {})).toEqual({ kind: 'valid', value: { limit: 100 } });
  });

  it.each([
    ['a missing period', indicatorQuery, { from: '2017-01-01' }, '/to', 'is required'],
    [
      'a reversed period',
      indicatorQuery,
      { from: '2018-01-01', to: '2017-01-01' },
      '/to',
      'must be after from',
    ],
    [
      'an empty period',
      indicatorQuery,
      { from: '2018-01-01', to: '2018-01-01' },
      '/to',
      'must be after from',
    ],
    ['a day that does not exist', dealsQuery, { as_of: '2017-02-29' }, '/as_of', /^must be a day/],
    ['limit 0', dealsQuery, { limit: '0' }, '/limit', /1 to 1000/],
    ['limit 1001', dealsQuery, { limit: '1001' }, '/limit', /1 to 1000/],
    ['limit in words', dealsQuery, { limit: '1e2' }, '/limit', /1 to 1000/],
    ['an unknown grouping', indicatorQuery, { ...period, by: 'day' }, '/by', /^must be one of rep, team/],
    ['a misspelled parameter', dealsQuery, { rpe: 'x' }, '', 'does not know rpe'],
    ['a parameter given twice', dealsQuery, { rep: ['a', 'b'] }, '/rep', 'must be text, not a list'],
    ['a NUL character', dealsQuery, { rep: 'a\0' }, '/rep', /NUL/],
    ['a window of nothing', diagnosisRunRequest, { window_days: 0 }, '/window_days', 'must be at least 1'],
    [
      'an unknown transition',
      planTransition,
      { kind: 'delete' },
      '/kind',
      /^must be the kind of a transition/,
    ],
  ])('refuse %s', (_what, schema, input, path, message) => {
    const expected = typeof message === 'string' ? message : expect.stringMatching(message);
    expect(parseRequest(schema, input)).toEqual({ kind: 'invalid', problems: [{ path, message: expected }] });
  });
});

describe('resolvePointInTime', () => {
  it.each([
    ['2026-01-31', 'UTC', '2026-01-31T00:00:00.000000Z'],
    ['2026-01-31', 'Europe/Berlin', '2026-01-30T23:00:00.000000Z'],
    ['2026-07-31', 'Europe/Berlin', '2026-07-30T22:00:00.000000Z'],
    ['2026-01-31', 'Asia/Kolkata', '2026-01-30T18:30:00.000000Z'],
    // Clocks went from 00:00 to 01:00: the day began at 01:00.
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000000Z'],
  ])('puts %s in %s at %s', (date, timeZone, instant) => {
    expect(resolvePointInTime({ kind: 'local_date', date }, timeZone)).toBe(instant);
  });

  it('leaves moments as they are', () => {
    const instant = '2026-01-31T00:00:00.000001Z';
    expect(resolvePointInTime({ kind: 'instant', instant }, 'Europe/Berlin')).toBe(instant);
  });
});

describe('answers', () => {
  it('know every code of the closed list, with a status of HTTP', () => {
    for (const [code, { status, title }] of Object.entries(errorCodes)) {
      expect(problem.safeParse({ type: `urn:stepup:problem:${code}`, title, status, code }).success).toBe(
        true,
      );
    }
    expect(problem.safeParse({ type: 'x', title: 'x', status: 400, code: 'made_up' }).success).toBe(false);
  });

  it('refuse rejections without a reason', () => {
    const rejected = [{ index: 0, problems: [] }];
    expect(eventsAccepted.safeParse({ accepted: 1, rejected }).success).toBe(false);
  });
});
