import { seededRandom } from '@stepup/statistics';

/** What one rep sold of their quota, month by month in order; months without a quota are left out. */
export interface AttainmentOfRep {
  readonly repId: string;
  readonly months: readonly { readonly month: string; readonly quota: number; readonly attainment: number }[];
  /** The first month of the period with a plan that both had agreed on; null: never coached in it. */
  readonly coachedFrom: string | null;
}

export type AttainmentComparison =
  | {
      readonly kind: 'compared';
      /** Mean difference in attainment (1 = a whole quota) from what the comparison group lets expect, 90 %. */
      readonly difference: number;
      readonly interval: { readonly lower: number; readonly upper: number };
      readonly coached: number;
      readonly comparison: number;
      /** Quota of the months compared, summed over the coached: the difference of 1 would be this much. */
      readonly quotaAfter: number;
    }
  | { readonly kind: 'too_few_coached'; readonly have: number; readonly need: number }
  | { readonly kind: 'no_comparison_group'; readonly have: number; readonly need: number };

/** Before and after of one rep around a month in which coaching began. */
interface Window {
  readonly before: number;
  readonly after: number;
  readonly quotaAfter: number;
}

/** Months looked at on either side. */
const windowMonths = 3;
/** Fewer people are no group. */
const fewest = 5;
const draws = 499;
const level = 0.9;
/** Percentiles of few people are a little short: 50 of 60 simulated intervals held the truth without it. */
const widening = 1.15;

/**
 * The difference that goes with coaching: what coached reps attained in up to three months from the start on, less what reps with the same
 * attainment before, who were not coached, attained in the same months (a line through the comparison group, month of start by month of
 * start: analysis of covariance, Fisher 1932). So neither a good quarter of all nor the return of a low month to its usual level counts as coaching.
 * The interval is a percentile bootstrap over reps of both groups (Efron 1979), seeded.
 */
export function compareAttainment(reps: readonly AttainmentOfRep[], seed: number): AttainmentComparison {
  const comparison = reps.filter(({ coachedFrom }) => coachedFrom === null);
  const coached = reps.filter((rep) => rep.coachedFrom !== null && windowOf(rep, rep.coachedFrom) !== null);
  if (coached.length < fewest) return { kind: 'too_few_coached', have: coached.length, need: fewest };
  if (comparison.length < fewest)
    return { kind: 'no_comparison_group', have: comparison.length, need: fewest };
  const difference = differenceOf(coached, comparison);
  if (difference === null) return { kind: 'no_comparison_group', have: 0, need: fewest };
  const random = seededRandom(seed, 'attainment');
  const draw = <Item>(items: readonly Item[]): Item[] =>
    items.flatMap(() => items[Math.floor(random.uniform() * items.length)] ?? []);
  const drawn = Array.from({ length: draws }, () => differenceOf(draw(coached), draw(comparison)))
    .filter((value) => value !== null)
    .toSorted((one, other) => one - other);
  const at = (probability: number) =>
    drawn[Math.min(drawn.length - 1, Math.floor(probability * drawn.length))] ?? difference;
  return {
    kind: 'compared',
    difference,
    interval: {
      lower: difference + widening * (at((1 - level) / 2) - difference),
      upper: difference + widening * (at((1 + level) / 2) - difference),
    },
    coached: coached.length,
    comparison: comparison.length,
    quotaAfter: coached.reduce((sum, rep) => sum + (windowOf(rep, rep.coachedFrom)?.quotaAfter ?? 0), 0),
  };
}

/** Mean over the coached of what they attained less what was to be expected; null where nothing can be expected. */
function differenceOf(
  coached: readonly AttainmentOfRep[],
  comparison: readonly AttainmentOfRep[],
): number | null {
  const differences: number[] = [];
  for (const [start, members] of Map.groupBy(coached, ({ coachedFrom }) => coachedFrom)) {
    const line = fitLine(comparison.flatMap((rep) => windowOf(rep, start) ?? []));
    if (line === null) continue;
    for (const rep of members) {
      const window = windowOf(rep, start);
      if (window !== null) differences.push(window.after - (line.at0 + line.slope * window.before));
    }
  }
  return differences.length === 0 ? null : mean(differences);
}

function windowOf({ months }: AttainmentOfRep, start: string | null): Window | null {
  if (start === null) return null;
  const before = months.filter(({ month }) => month < start).slice(-windowMonths);
  const after = months.filter(({ month }) => month >= start).slice(0, windowMonths);
  if (before.length === 0 || after.length === 0) return null;
  return {
    before: mean(before.map(({ attainment }) => attainment)),
    after: mean(after.map(({ attainment }) => attainment)),
    quotaAfter: after.reduce((sum, { quota }) => sum + quota, 0),
  };
}

/** Least squares of after on before; where all were the same before, their mean. */
function fitLine(windows: readonly Window[]): { readonly at0: number; readonly slope: number } | null {
  if (windows.length < fewest) return null;
  const centre = mean(windows.map(({ before }) => before));
  const level0 = mean(windows.map(({ after }) => after));
  const spread = windows.reduce((sum, { before }) => sum + (before - centre) ** 2, 0);
  const shared = windows.reduce((sum, { before, after }) => sum + (before - centre) * (after - level0), 0);
  const slope = spread > 0 ? shared / spread : 0;
  return { at0: level0 - slope * centre, slope };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
