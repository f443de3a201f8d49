import { describe, expect, it } from 'vitest';
import type { Episode } from '../episode.ts';
import { sumOfRep } from '../model/step-counts.ts';
import { AS_OF_DAYS, makeEpisode } from '../testing/make-episode.ts';
import { calendarMonth } from './calendar-month.ts';
import { computeExposure } from './compute-exposure.ts';
import type { RepExposure, StepExposure } from './compute-exposure.ts';
import { observeEpisodes } from './observed-episode.ts';
import { needsLongWindow } from './window.ts';

const HORIZON_DAYS = 40;

function exposureOf(episodes: readonly Episode[]): StepExposure {
  const repIds = [...new Set(episodes.map(({ repId }) => repId))].sort();
  return computeExposure(observeEpisodes(episodes, AS_OF_DAYS, 365), repIds, HORIZON_DAYS);
}

function exposureOfRep(episodes: readonly Episode[], repId: string): RepExposure {
  const repIds = [...new Set(episodes.map((episode) => episode.repId))].sort();
  const exposure = exposureOf(episodes).reps[repIds.indexOf(repId)];
  if (exposure === undefined) throw new Error(`no rep ${repId}`);
  return exposure;
}

/** 100 mature deals of which 40 advance, one on each of the days 1 to 40: G(u) = u / 40. */
const matureCohort = Array.from({ length: 100 }, (_, i) =>
  makeEpisode(i < 40 ? { daysToAdvance: i + 1 } : {}),
);
/** What such a cohort looks like 20 days after entry. */
const youngCohort = Array.from({ length: 100 }, (_, i) =>
  makeEpisode({ repId: 'b', ageDays: 20, ...(i < 20 ? { daysToAdvance: i + 1 } : {}) }),
);

describe('computeExposure', () => {
  it('gives a young cohort the rate of the mature one', () => {
    const young = exposureOfRep([...matureCohort, ...youngCohort], 'b');
    expect(young.exposure).toBe(50);
    expect(young.advanced).toBe(20);
    expect(young.mature).toEqual({ entered: 0, advanced: 0 });
  });

  it('does so with skipped deals too, which stand outside the delay curve', () => {
    const skippedMature = Array.from({ length: 20 }, () => makeEpisode({ daysToAdvance: 0, skipped: true }));
    const skippedYoung = Array.from({ length: 20 }, () =>
      makeEpisode({ repId: 'b', ageDays: 20, daysToAdvance: 0, skipped: true }),
    );
    const episodes = [...matureCohort, ...skippedMature, ...youngCohort, ...skippedYoung];
    const mature = exposureOfRep(episodes, 'a');
    const young = exposureOfRep(episodes, 'b');
    expect(mature.advanced / mature.exposure).toBe(60 / 120);
    expect(young.exposure).toBe(60);
    expect(young.advanced / young.exposure).toBe(0.5);
  });

  it('weighs lost deals by age like all others', () => {
    const lost = Array.from({ length: 10 }, () => makeEpisode({ repId: 'b', ageDays: 20, daysToLoss: 2 }));
    expect(exposureOfRep([...matureCohort, ...lost], 'b').exposure).toBe(5);
  });

  it('leaves out deals younger than a weight of .15', () => {
    const at = (ageDays: number): number =>
      exposureOfRep([...matureCohort, makeEpisode({ repId: 'b', ageDays })], 'b').exposure;
    expect(at(5)).toBe(0);
    expect(at(6)).toBe(0.15);
    expect(at(39.5)).toBe(39 / 40);
    expect(at(40)).toBe(1);
  });

  it('counts an advance after the horizon as not advanced', () => {
    const late = exposureOfRep([makeEpisode({ daysToAdvance: 41 }), makeEpisode({ daysToAdvance: 40 })], 'a');
    expect(late).toMatchObject({ exposure: 2, advanced: 1, mature: { entered: 2, advanced: 1 } });
  });

  it('counts mature deals only where there is no delay curve yet', () => {
    const episodes = [makeEpisode(), makeEpisode({ ageDays: 30, daysToAdvance: 3 })];
    expect(exposureOfRep(episodes, 'a')).toMatchObject({ exposure: 1, advanced: 0 });
  });

  it('takes the young deals of a slow seller out', () => {
    const slow = [
      ...Array.from({ length: 10 }, () => makeEpisode({ repId: 'slow', daysToAdvance: 36 })),
      ...Array.from({ length: 20 }, () => makeEpisode({ repId: 'slow', ageDays: 20 })),
    ];
    const guarded = exposureOfRep([...matureCohort, ...slow], 'slow');
    expect(guarded).toMatchObject({ matureOnly: true, exposure: 10, advanced: 10 });
    const fewYoung = exposureOfRep([...matureCohort, ...slow.slice(0, 14)], 'slow');
    expect(fewYoung.matureOnly).toBe(false);
  });

  it('lets one account weigh once in the model and shows its deals', () => {
    const sameAccount = Array.from({ length: 4 }, () =>
      makeEpisode({ accountKey: 'acme', daysToAdvance: 3 }),
    );
    const other = makeEpisode({ accountKey: 'other' });
    const { reps, counts } = exposureOf([...sameAccount, other]);
    expect(reps[0]?.exposure).toBe(5);
    expect(sumOfRep(counts, counts.exposure, 0)).toBe(2);
    expect(sumOfRep(counts, counts.advanced, 0)).toBe(1);
  });

  it('gives deals without a known account the weight of an average deal of the month', () => {
    const known = Array.from({ length: 10 }, (_, i) =>
      makeEpisode({ accountKey: i < 5 ? 'acme' : 'other', daysToAdvance: 3 }),
    );
    const unknown = Array.from({ length: 10 }, () => makeEpisode());
    const { counts } = exposureOf([...known, ...unknown]);
    expect(sumOfRep(counts, counts.exposure, 0)).toBe(4);
    expect(sumOfRep(counts, counts.advanced, 0)).toBe(2);
  });

  it('pools segments below 3 % of the team and bands amounts by terciles', () => {
    const segments = Array.from({ length: 200 }, (_, i) =>
      makeEpisode({ segmentKey: i < 100 ? 'large' : i < 190 ? 'middle' : `rare-${i}` }),
    );
    expect(exposureOf(segments).counts.segments).toBe(3);
    const amounts = Array.from({ length: 90 }, (_, i) => makeEpisode({ amount: i }));
    const { counts } = exposureOf([
      ...amounts,
      ...Array.from({ length: 10 }, () => makeEpisode({ amount: null })),
    ]);
    expect([...counts.exposure].sort((a, b) => a - b)).toEqual([10, 30, 30, 30]);
  });
});

describe('observeEpisodes', () => {
  it.each([
    ['an entry at as-of', makeEpisode({ ageDays: 0 })],
    ['an advance after as-of', makeEpisode({ ageDays: 5, daysToAdvance: 6 })],
    ['an advance before the entry', makeEpisode({ daysToAdvance: -1 })],
    ['advance and loss', makeEpisode({ daysToAdvance: 1, daysToLoss: 2 })],
    ['half a deal', makeEpisode({ deals: 0.5 })],
    ['no time', makeEpisode({ enteredAtDays: NaN })],
  ])('refuses %s', (_, episode) => {
    expect(() => observeEpisodes([episode], AS_OF_DAYS, 365)).toThrow(RangeError);
  });

  it('keeps the entries of the window', () => {
    const ages = [1, 365, 365.5].map((ageDays) => makeEpisode({ ageDays }));
    expect(observeEpisodes(ages, AS_OF_DAYS, 365)).toHaveLength(2);
  });
});

describe('needsLongWindow', () => {
  it.each([
    { exposures: [39, 39, 400], long: true },
    { exposures: [40, 0, 41], long: false },
    { exposures: [39, 41], long: false },
    { exposures: [39, 40], long: true },
    { exposures: [], long: true },
  ])('of $exposures: $long', ({ exposures, long }) => {
    expect(needsLongWindow(exposures)).toBe(long);
  });
});

describe('calendarMonth', () => {
  it('agrees with the calendar over 400 years', () => {
    for (let day = -80_000; day < 70_000; day += 13) {
      const date = new Date(day * 86_400_000);
      expect(calendarMonth(day + 0.99)).toBe(date.getUTCFullYear() * 12 + date.getUTCMonth());
    }
  });
});
