import { seededRandom } from '@stepup/statistics';
import { describe, expect, it } from 'vitest';
import {
  drawRevenue,
  drawSeasons,
  type ForecastStep,
  prepareForecast,
  type RepFunnel,
} from './draw-revenue.ts';

const horizonDays = 45;
const historyDays = 500;
const baseRates = [0.6, 0.5, 0.7];
const meanDelays = [10, 20, 8];
const draws = 400;

interface Deal {
  beganAt: number;
  value: number;
  /** For each step that was entered when it was and how it ended. */
  steps: { at: number; days: number; advances: boolean }[];
}

/** Deals of one salesperson over `historyDays` and the quarter after it, whose skill differs from step to step. */
function simulateRep(seed: number, perWeek: number): Deal[] {
  const random = seededRandom(seed, 'company');
  const rates = baseRates.map((rate) => {
    const odds = (rate / (1 - rate)) * Math.exp(0.3 * random.normal());
    return odds / (1 + odds);
  });
  const deals: Deal[] = [];
  for (let at = 0; at < historyDays + 91; at += (-Math.log(random.uniform()) * 7) / perWeek) {
    const deal: Deal = { beganAt: at, value: 1000 * Math.exp(0.8 * random.normal()), steps: [] };
    let entered = at;
    for (const [s, rate] of rates.entries()) {
      const days = Math.min(horizonDays, -Math.log(random.uniform()) * (meanDelays[s] ?? 10));
      const advances = random.uniform() < rate;
      deal.steps.push({ at: entered, days, advances });
      if (!advances) break;
      entered += days;
    }
    deals.push(deal);
  }
  return deals;
}

const wonAt = ({ steps }: Deal): number | null => {
  const last = steps.at(-1);
  return last !== undefined && steps.length === baseRates.length && last.advances
    ? last.at + last.days
    : null;
};

function toFunnel(deals: readonly Deal[], now: number): RepFunnel {
  const mature = baseRates.map(() => ({ entered: 0, advanced: 0 }));
  const open: { step: number; ageDays: number; value: number }[] = [];
  const won: number[] = [];
  for (const deal of deals) {
    for (const [s, { at, days, advances }] of deal.steps.entries()) {
      if (at >= now) break;
      const cell = mature[s];
      if (at <= now - horizonDays && at >= now - 365 && cell !== undefined) {
        cell.entered += 1;
        cell.advanced += advances ? 1 : 0;
      }
      if (at + days >= now) open.push({ step: s, ageDays: now - at, value: deal.value });
    }
    const closedAt = wonAt(deal);
    if (closedAt !== null && closedAt < now) won.push(deal.value);
  }
  const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  const begun = deals.filter(({ beganAt }) => beganAt < now && beganAt >= now - 91).length;
  return {
    repId: 'somebody',
    mature,
    open,
    starts: [begun, 0, 0],
    value: {
      mean: sumOf(won) / Math.max(1, won.length),
      meanSquare: sumOf(won.map((value) => value * value)) / Math.max(1, won.length),
    },
  };
}

/** What the company knows of its steps at that moment, from everybody. */
function toSteps(everybody: readonly (readonly Deal[])[], now: number): ForecastStep[] {
  return baseRates.map((_, s) => {
    const seen = everybody.flatMap((deals) => deals.flatMap(({ steps }) => steps[s] ?? []));
    const mature = seen.filter(({ at }) => at <= now - horizonDays && at >= now - 365);
    const daysOf = (advances: boolean) =>
      mature.filter((step) => step.advances === advances).map(({ days }) => ({ days, deals: 1 }));
    return { rate: daysOf(true).length / mature.length, advanceDays: daysOf(true), lossDays: daysOf(false) };
  });
}

const quantile = (values: Float64Array, share: number) =>
  values.toSorted()[Math.floor(share * values.length)] ?? 0;

describe('drawRevenue', () => {
  it.each([
    { perWeek: 1.5, days: 91 },
    { perWeek: 1.5, days: 28 },
    { perWeek: 6, days: 56 },
  ])(
    'covers what came true nine times of ten, at $perWeek new deals a week and $days days to go',
    ({ perWeek, days }) => {
      const reps = 240;
      const now = historyDays;
      const everybody = Array.from({ length: reps }, (_, r) => simulateRep(1000 * perWeek + r, perWeek));
      const prepared = prepareForecast(toSteps(everybody, now), days);
      let [covered, expected, came] = [0, 0, 0];
      for (const [r, deals] of everybody.entries()) {
        const random = seededRandom(r, 'forecast');
        const drawn = drawRevenue(prepared, toFunnel(deals, now), drawSeasons(draws, random), random);
        const truth = deals.reduce((sum, deal) => {
          const at = wonAt(deal) ?? 0;
          return at >= now && at < now + days ? sum + deal.value : sum;
        }, 0);
        const [low, high] = [quantile(drawn, 0.05), quantile(drawn, 0.95)];
        if (truth >= low && truth <= high) covered += 1;
        expected += drawn.reduce((sum, value) => sum + value, 0) / draws;
        came += truth;
      }
      expect(covered / reps).toBeGreaterThan(0.86);
      expect(covered / reps).toBeLessThan(0.98); // where nothing won is likely, an interval from 0 on covers more
      expect(Math.abs(expected / came - 1)).toBeLessThan(0.08);
    },
  );

  it('is what stands open where nothing can be lost any more, and nothing where no time is left', () => {
    const steps = [{ rate: 0.999, advanceDays: [{ days: 1, deals: 10 }], lossDays: [] }];
    const funnel: RepFunnel = {
      repId: 'somebody',
      mature: [{ entered: 1_000_000, advanced: 1_000_000 }],
      open: [{ step: 0, ageDays: 0, value: 70 }],
      starts: [0],
      value: { mean: 1, meanSquare: 1 },
    };
    const ask = (days: number) => {
      const random = seededRandom(1);
      return [...drawRevenue(prepareForecast(steps, days), funnel, drawSeasons(20, random), random)];
    };
    expect(ask(28)).toEqual(Array.from({ length: 20 }, () => 70));
    const never = { ...funnel, open: [{ step: 0, ageDays: 2, value: 70 }] };
    const random = seededRandom(1);
    expect([...drawRevenue(prepareForecast(steps, 28), never, drawSeasons(5, random), random)]).toEqual([
      0, 0, 0, 0, 0,
    ]);
  });
});
