import { type Interval, logSumExp, normalCdf, weightedQuantile } from '@stepup/statistics';
import { combine, type Estimate, SHARED_IN_CAMPAIGN, withoutPrior } from './plan-estimate.ts';
import { type WeighedSpread, weighSpreads } from './spread-prior.ts';

/** The effect of one plan as estimated alone, logits; `mean` and `sd` of a posterior with prior N(0, 1). */
export interface PlanEffect {
  readonly key: string;
  /** Plans of one campaign share its comparison group and its weather: they err together. */
  readonly campaign: string;
  readonly mean: number;
  readonly sd: number;
  /** How whoever was coached stood before, against a typical colleague, log-odds; left out where it is not known. */
  readonly baseline?: number;
}

/** What a manager's plans say together, each shrunken to what the company's say. */
export type PooledEffect =
  | { readonly kind: 'too_few_plans'; readonly key: string; readonly plans: number }
  | {
      readonly kind: 'too_unsure';
      readonly key: string;
      readonly plans: number;
      readonly reliability: number;
    }
  | {
      readonly kind: 'pooled';
      readonly key: string;
      readonly plans: number;
      readonly mean: number;
      /** 80 %. */
      readonly interval: Interval;
      /** P(above the company's mean). */
      readonly pAbove: number;
      readonly reliability: number;
    };

const LEAST_PLANS = 8;
const LEAST_RELIABILITY = 0.5;
const SPREADS = weighSpreads([0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7]);
const COMPANY_SD = 0.5;
/** What all plans of a company err by alike, whoever coached: the rebound of somebody low is expected a little too great. Measured; it widens intervals alone. */
const METHOD_SD = 0.04;
/** How much an effect goes with where people stood before, a logit of effect a logit of standing. */
const SLOPE_SD = 0.5;
const SLOPES = [-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1];
/** With fewer plans a slope is guessed. */
const leastBaselines = 16;
const TAIL = 0.1;
const GRID = Array.from({ length: 161 }, (_, i) => (i - 80) * 0.02);

/**
 * Partial pooling of effects by campaign: beta_j ~ N(mu_m, sigma_b² + s_j²), mu_m ~ N(mu, sigma_m²), mu ~ N(0, .5²), both spreads half-normal(.3)
 * on a grid. Where people stood before is taken out with a common slope (N(0, .5²)), so that nobody is better for having had other cases. Reliability is
 * 1 − Var(mu_m | plans) / E(sigma_m² | plans): how much of what keys differ by the plans tell. Nothing is said of a key with fewer than eight plans or a reliability under
 * one half; keys come in code-unit order, never ranked.
 */
export function poolEffects(effects: readonly PlanEffect[]): PooledEffect[] {
  const known = effects.flatMap((effect) => {
    const estimate = withoutPrior(effect);
    return estimate === null ? [] : [{ ...effect, ...estimate }];
  });
  const baselines = known.flatMap(({ baseline }) => (baseline === undefined ? [] : [baseline]));
  const usual = baselines.reduce((sum, baseline) => sum + baseline, 0) / Math.max(1, baselines.length);
  const centred = known.map((plan) => ({ ...plan, baseline: (plan.baseline ?? usual) - usual }));
  const slopes = baselines.length < leastBaselines ? [0] : SLOPES;
  const groups = [...Map.groupBy(centred, ({ key }) => key)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, plans]) => ({ key, plans: plans.length, campaigns: collapse(plans) }));
  const fits = slopes.flatMap((slope) =>
    SPREADS.flatMap((ofCampaigns) =>
      SPREADS.map((ofKeys) => fitSpreads(groups, { ofCampaigns, ofKeys, slope })),
    ),
  );
  const total = logSumExp(fits.map(({ logWeight }) => logWeight));
  const weights = fits.map(({ logWeight }) => Math.exp(logWeight - total));
  const spreadBetween = fits.reduce((sum, { ofKeys }, i) => sum + (weights[i] ?? 0) * ofKeys * ofKeys, 0);
  return groups.map(({ key, plans }, g): PooledEffect => {
    if (plans < LEAST_PLANS) return { kind: 'too_few_plans', key, plans };
    const density = new Float64Array(GRID.length);
    let [mean, square, pAbove] = [0, 0, 0];
    for (const [i, fit] of fits.entries()) {
      const own = fit.keys[g];
      const weight = weights[i] ?? 0;
      if (own === undefined || weight < 1e-9) continue;
      mean += weight * own.mean;
      square += weight * (own.variance + own.mean * own.mean);
      pAbove += weight * normalCdf((own.mean - fit.company) / Math.sqrt(own.variance));
      const variance = own.variance + METHOD_SD * METHOD_SD;
      const cell = GRID.map((x) => Math.exp((-0.5 * (x - own.mean) ** 2) / variance));
      const sum = cell.reduce((all, p) => all + p, 0);
      for (const [x, p] of cell.entries()) density[x] = (density[x] ?? 0) + (weight * p) / sum;
    }
    const reliability = Math.max(0, 1 - (square - mean * mean) / spreadBetween);
    if (reliability < LEAST_RELIABILITY) return { kind: 'too_unsure', key, plans, reliability };
    const interval = {
      lower: weightedQuantile(GRID, density, TAIL),
      upper: weightedQuantile(GRID, density, 1 - TAIL),
    };
    return { kind: 'pooled', key, plans, mean, interval, pAbove, reliability };
  });
}

type PlanEstimate = Estimate & Pick<PlanEffect, 'key' | 'campaign' | 'baseline'>;

interface CampaignEstimate extends Estimate {
  readonly baseline: number;
}

/** One estimate a campaign. */
function collapse(plans: readonly PlanEstimate[]): CampaignEstimate[] {
  return [...Map.groupBy(plans, ({ campaign }) => campaign).values()].map((together) => ({
    ...combine(together, SHARED_IN_CAMPAIGN),
    baseline: together.reduce((sum, { baseline }) => sum + (baseline ?? 0), 0) / together.length,
  }));
}

interface SpreadFit {
  readonly ofKeys: number;
  readonly logWeight: number;
  readonly company: number;
  readonly keys: readonly { readonly mean: number; readonly variance: number }[];
}

interface Group {
  readonly campaigns: readonly CampaignEstimate[];
}

function fitSpreads(
  groups: readonly Group[],
  of: { readonly ofCampaigns: WeighedSpread; readonly ofKeys: WeighedSpread; readonly slope: number },
): SpreadFit {
  const { slope } = of;
  const [ofCampaigns, ofKeys] = [of.ofCampaigns.spread, of.ofKeys.spread];
  let logWeight = of.ofCampaigns.logPrior + of.ofKeys.logPrior - 0.5 * (slope / SLOPE_SD) ** 2;
  const own = groups.map(({ campaigns }) => {
    let [precision, sum] = [0, 0];
    for (const { estimate: seen, variance, baseline } of campaigns) {
      const estimate = seen - slope * baseline;
      const all = variance + ofCampaigns * ofCampaigns;
      precision += 1 / all;
      sum += estimate / all;
      logWeight -= 0.5 * Math.log(all) + (0.5 * estimate * estimate) / all;
    }
    const mean = sum / precision;
    logWeight += 0.5 * precision * mean * mean - 0.5 * Math.log(precision);
    return { mean, variance: 1 / precision };
  });
  let [precision, sum] = [1 / COMPANY_SD ** 2, 0];
  for (const { mean, variance } of own) {
    const all = variance + ofKeys * ofKeys;
    precision += 1 / all;
    sum += mean / all;
    logWeight -= 0.5 * Math.log(all) + (0.5 * mean * mean) / all;
  }
  const company = sum / precision;
  logWeight += 0.5 * precision * company * company - 0.5 * Math.log(precision);
  const keys = own.map(({ mean, variance }) => {
    const both = 1 / variance + 1 / (ofKeys * ofKeys);
    const shrunken = (mean / variance + company / (ofKeys * ofKeys)) / both;
    const pull = 1 / (ofKeys * ofKeys) / both;
    return { mean: shrunken, variance: 1 / both + (pull * pull) / precision };
  });
  return { ofKeys, logWeight, company, keys };
}
