import type { AttainmentOfRep } from '@stepup/coaching';
import { describe, expect, it } from 'vitest';
import { sayPlaceboRate, sayPooledEffect, sayQuotaGap } from './results-of-coaching.ts';

const episodes = (coachId: string, count: number, mean: number) =>
  Array.from({ length: count }, (_value, index) => ({
    coachId,
    startedAt: '2026-01-05T08:00:00.000000Z',
    skillId: 'discovery',
    campaign: `${coachId} ${index}`,
    mean,
    sd: 0.25,
  }));

describe('effects of the plans under a director', () => {
  it('are pooled over the coaches below, with how many plans they rest on', () => {
    const effects = [...episodes('a', 10, 0.5), ...episodes('b', 10, 0.5), ...episodes('elsewhere', 20, 0)];
    const said = sayPooledEffect(effects, ['a', 'b']);
    expect(said).toMatchObject({ n: 20, reason_if_null: null });
    expect(said.value).toBeGreaterThan(0.2);
    expect(said.interval?.lower).toBeLessThan(said.value ?? 0);
    expect(said.interval?.upper).toBeGreaterThan(said.value ?? 0);
  });

  it.each([
    ['nobody was coached', []],
    ['there are seven plans', episodes('a', 7, 0.5)],
    ['all plans are of others', episodes('elsewhere', 20, 0.5)],
  ])('are not told where %s', (_case, effects) => {
    expect(sayPooledEffect(effects, ['a'])).toMatchObject({
      value: null,
      reason_if_null: 'fewer_than_eight_plans',
    });
  });
});

it('tells how often an effect was found where nobody was coached, with how many starts that rests on', () => {
  expect(sayPlaceboRate(null)).toMatchObject({ value: null, reason_if_null: 'not_told_yet' });
  const said = sayPlaceboRate({ asOf: '2026-05-04T00:00:00.000000Z', fakeStarts: 80, reported: 4 });
  expect(said).toMatchObject({ value: 0.05, n: 80 });
  expect(said.interval?.lower).toBeGreaterThan(0);
  expect(said.interval?.upper).toBeLessThan(0.15);
});

describe('quota beside coaching', () => {
  const months = ['2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10'];
  const rep = (repId: string, index: number, coachedFrom: string | null, gain: number): AttainmentOfRep => ({
    repId,
    coachedFrom,
    months: months.map((month) => ({
      month,
      quota: 1_000,
      attainment: 0.7 + index / 20 + (coachedFrom !== null && month >= coachedFrom ? gain : 0),
    })),
  });
  const some = (of: string, coachedFrom: string | null, gain: number) =>
    Array.from({ length: 6 }, (_value, index) => rep(`${of}-${index}`, index, coachedFrom, gain));
  const idsOf = (reps: readonly AttainmentOfRep[]) => reps.map(({ repId }) => repId);
  const mine = some('mine', '2026-08', 0.1);
  const uncoached = some('uncoached', null, 0);

  it('is the difference of those below against who was not coached, whatever others gained', () => {
    const said = sayQuotaGap([...mine, ...some('theirs', '2026-08', 0.9), ...uncoached], idsOf(mine));
    expect(said.n).toBe(6);
    expect(said.value).toBeCloseTo(0.1, 6);
  });

  it.each([
    ['too_few_coached', [...mine.slice(0, 4), ...uncoached]],
    ['no_comparison_group', mine],
  ])('says why it is not told: %s', (reason, reps) => {
    expect(sayQuotaGap(reps, idsOf(mine))).toMatchObject({ value: null, reason_if_null: reason });
  });
});
