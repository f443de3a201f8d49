import { describe, expect, it } from 'vitest';
import { expandQuery } from './expand-query.ts';

const frame = {
  fromMs: Date.UTC(2026, 0, 1, 0, 0, 0, 500),
  toMs: Date.UTC(2026, 1, 1),
  intervalMs: 90_000,
};
const from = Date.UTC(2026, 0, 1) / 1000;
const to = Date.UTC(2026, 1, 1) / 1000;

function expand(sql: string, variables: Record<string, string | string[]> = {}) {
  return expandQuery(sql, variables, frame);
}

describe('macros', () => {
  it.each([
    ['t >= $__fromTime AND t < $__toTime', `t >= toDateTime(${from}) AND t < toDateTime(${to})`],
    ['$__fromTime()', `toDateTime(${from})`],
    ['$__fromTime_ms', `fromUnixTimestamp64Milli(${from}500)`],
    ['$__timeFilter(f(a, b))', `f(a, b) >= toDateTime(${from}) AND f(a, b) <= toDateTime(${to})`],
    ['$__dateFilter(d)', `d >= toDate('2026-01-01') AND d <= toDate('2026-02-01')`],
    ['$__timeInterval(t)', 'toStartOfInterval(toDateTime(t), INTERVAL 90 second)'],
    ['$__timeInterval_ms(t)', 'toStartOfInterval(toDateTime64(t, 3), INTERVAL 90000 millisecond)'],
    ['count() / $__interval_s', 'count() / 90'],
  ])('%s', (sql, expected) => {
    expect(expand(sql)).toEqual({ kind: 'expanded', sql: expected });
  });

  it('names what it does not know or what lacks its column', () => {
    expect(expand('$__nothing(t)')).toEqual({ kind: 'unknown_macro', name: '$__nothing' });
    expect(expand('WHERE $__timeFilter')).toEqual({ kind: 'wrong_arguments', name: '$__timeFilter' });
  });
});

describe('variables', () => {
  it.each([
    ["'${tenant}'", { tenant: 'acme' }, "'acme'"],
    ["'$tenant'", { tenant: 'acme' }, "'acme'"],
    ['IN ($team)', { team: ['North', 'South'] }, "IN ('North','South')"],
    ['IN (${team:sqlstring})', { team: ["O'Neill", 'South'] }, "IN ('O''Neill','South')"],
    ['= ${pipeline:sqlstring}', { pipeline: 'p-1' }, "= 'p-1'"],
  ])('%s', (sql, variables, expected) => {
    expect(expand(sql, variables)).toEqual({ kind: 'expanded', sql: expected });
  });

  it('names what it does not know', () => {
    expect(expand('$team')).toEqual({ kind: 'unknown_variable', name: 'team' });
    expect(expand('${team:pipe}', { team: 'a' })).toEqual({ kind: 'unknown_format', name: 'pipe' });
  });
});

describe('$__conditionalAll', () => {
  const sql =
    'WHERE $__conditionalAll(team IN (${team:sqlstring}), $team) AND $__conditionalAll(a(b, c), ${kind})';

  it('drops the condition of a variable that stands at all', () => {
    const expected = { kind: 'expanded', sql: 'WHERE 1=1 AND 1=1' };
    expect(expand(sql, { team: '$__all', kind: '' })).toEqual(expected);
    expect(expand(sql, { team: ['$__all'], kind: [] })).toEqual(expected);
  });

  it('keeps it otherwise', () => {
    const some = expand('$__conditionalAll(team IN (${team:sqlstring}), $team)', { team: ['North'] });
    expect(some).toEqual({ kind: 'expanded', sql: "team IN ('North')" });
  });

  it('takes two arguments', () => {
    const refused = expand('$__conditionalAll(1)', {});
    expect(refused).toEqual({ kind: 'wrong_arguments', name: '$__conditionalAll' });
  });
});
