import type { Indicator, IndicatorDeal } from './indicator-deals.ts';
import { fitWithinReps } from './within-rep-logit.ts';
import type { IndicatorEffect } from './within-rep-logit.ts';
import { leaveOutForetold } from './leave-out-foretold.ts';

/** One indicator over a team's deals of one step. */
export type FittedIndicator = IndicatorEffect & {
  readonly id: string;
  readonly favourable: Indicator['favourable'];
  /** Rep's shrunken mean minus the team's median; standard deviations, negative = less favourable. */
  readonly deviationOf: ReadonlyMap<string, number>;
  /** Mean of the raw values per rep, and the median of these means over reps. */
  readonly meanOf: ReadonlyMap<string, number>;
  readonly peerMean: number;
  /** Deals with a value, per rep. */
  readonly measuredOf: ReadonlyMap<string, number>;
};

export type IndicatorFit =
  | {
      readonly kind: 'fitted';
      readonly indicators: readonly FittedIndicator[];
      readonly deals: readonly IndicatorDeal[];
      readonly indexOf: ReadonlyMap<string, number>;
    }
  /** Too few deals, or all of them ended the same way. */
  | { readonly kind: 'not_enough_data'; readonly have: number; readonly need: number };

const DEALS_NEEDED = 60;
const OUTCOMES_NEEDED = 10;
/** An indicator known of fewer deals speaks of the recording, not of the work. */
const SHARE_MEASURED = 0.5;

/**
 * Within-rep effects and shrunken deviations of every indicator that varies: z-scores over the team, then
 * logit p = Σ b_j z_j + g_k + u_r over the deals (ridge 4 on b, 1 on g, .01 on u). A value that is missing counts as the
 * team's mean. Scores are without what indicators of an earlier order foretell (`leaveOutForetold`).
 */
export function fitIndicators(
  indicators: readonly Indicator[],
  given: readonly IndicatorDeal[],
): IndicatorFit {
  // In a fixed order, so that sums come out the same to the bit.
  const deals = given.toSorted((a, b) => (a.dealId < b.dealId ? -1 : a.dealId > b.dealId ? 1 : 0));
  const advanced = deals.filter((deal) => deal.advanced).length;
  const outcomes = Math.min(advanced, deals.length - advanced);
  if (deals.length < DEALS_NEEDED) {
    return { kind: 'not_enough_data', have: deals.length, need: DEALS_NEEDED };
  }
  if (outcomes < OUTCOMES_NEEDED) {
    return { kind: 'not_enough_data', have: outcomes, need: OUTCOMES_NEEDED };
  }
  const used = indicators.flatMap((indicator, index) => {
    const scores = standardise(deals, index, indicator.favourable);
    return scores === null ? [] : [{ indicator, index, scores }];
  });
  const ownScores = leaveOutForetold(
    used.map(({ scores }) => scores),
    used.map(({ indicator }) => indicator.order ?? 0),
  );
  const effects = fitWithinReps(deals, ownScores);
  return {
    kind: 'fitted',
    deals,
    indexOf: new Map(indicators.map(({ id }, index) => [id, index])),
    indicators: used.map(({ indicator, index }, j) => {
      const means = meanByRep(deals, (deal) => deal.values[index] ?? null);
      return {
        ...indicator,
        ...(effects[j] ?? { effect: 0, standardError: Infinity }),
        deviationOf: shrinkDeviations(deals, ownScores[j] ?? []),
        meanOf: new Map([...means].map(([repId, { mean }]) => [repId, mean])),
        peerMean: medianOf([...means.values()].map(({ mean }) => mean)),
        measuredOf: new Map([...means].map(([repId, { count }]) => [repId, count])),
      };
    }),
  };
}

/** z-scores, turned so that more is favourable; null per deal without a value, null at all where nothing varies. */
function standardise(
  deals: readonly IndicatorDeal[],
  index: number,
  favourable: Indicator['favourable'],
): (number | null)[] | null {
  const values = deals.flatMap((deal) => deal.values[index] ?? []);
  if (values.length < SHARE_MEASURED * deals.length) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  if (!(variance > 1e-12 * (1 + mean * mean))) return null;
  const scale = (favourable === 'more' ? 1 : -1) / Math.sqrt(variance);
  return deals.map((deal) => {
    const value = deal.values[index] ?? null;
    return value === null ? null : (value - mean) * scale;
  });
}

type RepMean = { readonly mean: number; readonly count: number; readonly squares: number };

function meanByRep(
  deals: readonly IndicatorDeal[],
  valueOf: (deal: IndicatorDeal, index: number) => number | null,
): Map<string, RepMean> {
  const values = new Map<string, number[]>();
  for (const [index, deal] of deals.entries()) {
    const value = valueOf(deal, index);
    if (value === null) continue;
    const known = values.get(deal.repId);
    if (known === undefined) values.set(deal.repId, [value]);
    else known.push(value);
  }
  return new Map(
    [...values]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([repId, own]) => {
        const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
        const squares = own.reduce((sum, value) => sum + (value - mean) ** 2, 0);
        return [repId, { mean, count: own.length, squares }];
      }),
  );
}

/**
 * Rep means shrunk by n / (n + within / between variance), minus their median. The variance between reps is that of
 * their means less what chance alone would give.
 */
function shrinkDeviations(
  deals: readonly IndicatorDeal[],
  scores: readonly (number | null)[],
): Map<string, number> {
  const means = meanByRep(deals, (_, index) => scores[index] ?? null);
  const reps = [...means.values()];
  const degrees = reps.reduce((sum, { count }) => sum + count - 1, 0);
  const within = degrees > 0 ? reps.reduce((sum, { squares }) => sum + squares, 0) / degrees : 1;
  const middle = reps.reduce((sum, { mean }) => sum + mean, 0) / Math.max(1, reps.length);
  let between = 0;
  for (const { mean, count } of reps) between += (mean - middle) ** 2 - within / count;
  between = Math.max(0, between / Math.max(1, reps.length - 1));
  const shrunken = new Map(
    [...means].map(([repId, { mean, count }]) => [
      repId,
      between > 0 ? (mean * count) / (count + within / between) : 0,
    ]),
  );
  const median = medianOf([...shrunken.values()]);
  return new Map([...shrunken].map(([repId, mean]) => [repId, mean - median]));
}

function medianOf(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
