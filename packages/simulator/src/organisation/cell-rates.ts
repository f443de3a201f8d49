import { repLogit, typicalLogit } from './advance-odds.ts';
import type { CaseMix } from './advance-odds.ts';
import { inflowByMonth, inverseLogit, leadSources, openStages, products, segments } from './sales-process.ts';
import type { Rep } from './people.ts';
import type { RepSkill } from './rep-skill.ts';
import { dayMs } from './work-calendar.ts';
import { skillOf } from './world.ts';
import type { World } from './world.ts';

/** The true chances of one rep at one step, over the cases that reach it. */
interface CellRates {
  readonly rate: number;
  readonly typical: number;
  /** With the effect of coaching added throughout. */
  readonly coachedRate: number;
}

interface WeightedCase {
  readonly mix: CaseMix;
  weight: number;
}

interface Month {
  readonly month: number;
  readonly quarter: number;
  readonly weight: number;
}

/** Nodes from -4 to 4 standard deviations: equal spacing is exact to five digits for these smooth curves. */
const habitNodes = Array.from({ length: 17 }, (_, index) => {
  const sd = -4 + index * 0.5;
  return { sd, weight: Math.exp(-(sd ** 2) / 2) };
});
const habitTotal = habitNodes.reduce((sum, { weight }) => sum + weight, 0);

/**
 * Averages the deals' own formula over segment, source, product, month and habit. The mix of a later step is that
 * of the deals that passed the steps before it. That a deal enters later steps in later months is left out: the
 * season moves a rate by well under a point on average.
 */
export function computeCellRates(world: World, rep: Rep, effectLogitByStep: readonly number[]): CellRates[] {
  const skill = skillOf(world, rep.repId);
  const months = weighMonths(world, rep);
  const cases = listCases(skill);
  return openStages.map((_, step) => {
    let total = 0;
    let rate = 0;
    let typical = 0;
    let coachedRate = 0;
    for (const own of cases) {
      const mean = { rate: 0, typical: 0, coached: 0 };
      for (const { month, quarter, weight } of months) {
        const base = typicalLogit(step, own.mix, month);
        for (const node of habitNodes) {
          const share = (weight * node.weight) / habitTotal;
          const odds = base + repLogit(skill, step, (skill.habitMeanSd[step] ?? 0) + node.sd, quarter);
          mean.rate += share * inverseLogit(odds);
          mean.coached += share * inverseLogit(odds + (effectLogitByStep[step] ?? 0));
          mean.typical += share * inverseLogit(base + typicalHabit(step, node.sd));
        }
      }
      total += own.weight;
      rate += own.weight * mean.rate;
      typical += own.weight * mean.typical;
      coachedRate += own.weight * mean.coached;
      own.weight *= mean.rate;
    }
    return { rate: rate / total, typical: typical / total, coachedRate: coachedRate / total };
  });
}

const typicalSkill: Pick<RepSkill, 'directLogit' | 'quarterLogit'> = { directLogit: [], quarterLogit: [] };

function typicalHabit(step: number, habitSd: number): number {
  return repLogit(typicalSkill, step, habitSd, 0);
}

function listCases(skill: RepSkill): WeightedCase[] {
  return segments.flatMap((_, segment) =>
    leadSources.flatMap((__, source) =>
      products.map(({ share }, product) => ({
        mix: { segment, source, product },
        weight: share * (skill.segmentShares[segment] ?? 0) * (skill.sourceShares[source] ?? 0),
      })),
    ),
  );
}

/** Weeks of the rep's time in the company, weighted by inflow; the weights add up to 1. */
function weighMonths(world: World, rep: Rep): Month[] {
  const fromMs = Math.max(world.startMs, rep.joinedMs);
  const toMs = Math.min(world.endMs, rep.leftMs);
  const byKey = new Map<string, Month>();
  let total = 0;
  for (let timeMs = fromMs; timeMs < toMs; timeMs += 7 * dayMs) {
    const { month } = world.calendar.dayOf(timeMs);
    const quarter = Math.floor((timeMs - world.startMs) / (91 * dayMs));
    const weight = inflowByMonth[month - 1] ?? 1;
    total += weight;
    const key = `${month}/${quarter}`;
    byKey.set(key, { month, quarter, weight: (byKey.get(key)?.weight ?? 0) + weight });
  }
  return [...byKey.values()].map((row) => ({ ...row, weight: row.weight / total }));
}
