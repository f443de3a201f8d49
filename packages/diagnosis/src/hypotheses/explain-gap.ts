import type { FittedIndicator, IndicatorFit } from './fit-indicators.ts';

/** What one indicator has to say about one rep's gap. Words: "fits the data", never "because". */
export type IndicatorEvidence = {
  readonly indicator: string;
  /** Mean of the rep's deals, and the median rep's mean, in the indicator's own unit. */
  readonly repValue: number;
  readonly peerValue: number;
  /** Deals of the rep with a value. */
  readonly measured: number;
  /** Effect within a rep's own deals, logits per standard deviation, and its standard error. */
  readonly effect: number;
  readonly standardError: number;
  /** Rep's shrunken deviation from the median rep, standard deviations; negative = less favourable. */
  readonly deviation: number;
  /** effect × deviation where the effect is more than one standard error above 0, else 0; logits. */
  readonly contribution: number;
  /** Share of the rep's skill gap that the contribution accounts for, 0 to 1. */
  readonly explainedShare: number;
  /** The same in points of the rate, 0 to 1. */
  readonly points: number;
};

export type Hypothesis = IndicatorEvidence & {
  /** Deals that did not advance and were worked least favourably, the first to look at. */
  readonly dealIds: readonly string[];
};

export type GapExplanation =
  | {
      readonly kind: 'fits_the_data';
      /** All that fit, the one that explains most first; of what a reader cannot act on others leave out, then show two. */
      readonly hypotheses: readonly Hypothesis[];
      readonly all: readonly IndicatorEvidence[];
    }
  /** Nothing measured accounts for the gap: listen to calls, role-play. */
  | { readonly kind: 'not_visible'; readonly all: readonly IndicatorEvidence[] }
  | { readonly kind: 'not_enough_data'; readonly have: number; readonly need: number };

/** A rep's shortfall at a step, as the model sees it. */
export type Gap = {
  readonly repId: string;
  /** Posterior mean of the skill, logits; negative. */
  readonly skill: number;
  readonly rate: number;
  readonly typical: number;
};

const NAMED_FROM = -0.15;
const EXPLAINED_AT_LEAST = 0.3;
const DEALS_SHOWN = 10;
const DEALS_MEASURED = 10;

/** Which indicators fit the gap of a rep. */
export function explainGap(fit: IndicatorFit, gap: Gap): GapExplanation {
  if (fit.kind === 'not_enough_data') return fit;
  const own = fit.deals.filter(({ repId }) => repId === gap.repId);
  if (own.length < DEALS_MEASURED) {
    return { kind: 'not_enough_data', have: own.length, need: DEALS_MEASURED };
  }
  const all = fit.indicators
    .filter(({ measuredOf }) => (measuredOf.get(gap.repId) ?? 0) >= DEALS_MEASURED)
    .map((indicator) => weigh(indicator, gap))
    .toSorted((a, b) => a.contribution - b.contribution || (a.indicator < b.indicator ? -1 : 1));
  const named = all.filter(({ contribution }) => contribution <= NAMED_FROM);
  const explained = named.reduce((sum, { explainedShare }) => sum + explainedShare, 0);
  if (explained < EXPLAINED_AT_LEAST) return { kind: 'not_visible', all };
  const hypotheses = named.map((evidence) => ({
    ...evidence,
    dealIds: findDeals(fit, gap.repId, evidence.indicator),
  }));
  return { kind: 'fits_the_data', hypotheses, all };
}

function weigh(indicator: FittedIndicator, { repId, skill, rate, typical }: Gap): IndicatorEvidence {
  const { effect, standardError } = indicator;
  const deviation = indicator.deviationOf.get(repId) ?? 0;
  const contribution = effect > standardError ? effect * deviation : 0;
  const explainedShare = skill < 0 && contribution < 0 ? Math.min(1, contribution / skill) : 0;
  return {
    indicator: indicator.id,
    repValue: indicator.meanOf.get(repId) ?? indicator.peerMean,
    peerValue: indicator.peerMean,
    measured: indicator.measuredOf.get(repId) ?? 0,
    effect,
    standardError,
    deviation,
    contribution,
    explainedShare,
    points: explainedShare * Math.max(0, typical - rate),
  };
}

function findDeals(
  fit: Extract<IndicatorFit, { kind: 'fitted' }>,
  repId: string,
  indicatorId: string,
): string[] {
  const index = fit.indexOf.get(indicatorId) ?? -1;
  const favourable = fit.indicators.find(({ id }) => id === indicatorId)?.favourable;
  const sign = favourable === 'less' ? -1 : 1;
  return fit.deals
    .filter((deal) => deal.repId === repId && !deal.advanced)
    .flatMap(({ dealId, values }) => {
      const value = values[index] ?? null;
      return value === null ? [] : [{ dealId, value: sign * value }];
    })
    .toSorted((a, b) => a.value - b.value || (a.dealId < b.dealId ? -1 : 1))
    .slice(0, DEALS_SHOWN)
    .map(({ dealId }) => dealId);
}
