import { bandNames } from '../interval-band.ts';
import { z90 } from './wilson-interval.ts';

const leastPlans = 8;
/** Fewer tell next to nothing of how much they differ. */
const leastCampaigns = 5;

/**
 * Effects of plans (log-odds) by step together: the prior of each plan taken out again (N(0, 1); a plan that learnt nothing is left out), those of a
 * campaign joined by their precision because they err together, then random effects over campaigns: DerSimonian and Laird (1986),
 * Controlled Clinical Trials 7, 177-188.
 *
 * @param plans SQL of a SELECT with `stage_id`, `campaign`, `effect` and `effect_sd`
 */
export function pooledEffects(plans: string): {
  columns: (title: string) => string;
  rows: string;
  leastPlans: number;
  leastCampaigns: number;
} {
  const isTold = `pooled.plans >= ${leastPlans} AND length(pooled.ys) >= ${leastCampaigns}`;
  const column = (value: string, name: string) => `if(${isTold}, exp(${value}), NULL) AS "${name}"`;
  return {
    leastPlans,
    leastCampaigns,
    columns: (title) =>
      [
        column('pooled.mean', title),
        column(`pooled.mean - ${z90} * pooled.error`, bandNames.low),
        column(`pooled.mean + ${z90} * pooled.error`, bandNames.high),
      ].join(', '),
    rows: `
  SELECT stage_id, plans, ys,
    arraySum(v -> 1 / v, vs) AS weight, arraySum((y, v) -> y / v, ys, vs) / weight AS fixed,
    weight - arraySum(v -> 1 / (v * v), vs) / weight AS scale,
    if(scale > 0, greatest(0., (arraySum((y, v) -> pow(y - fixed, 2) / v, ys, vs) - (length(ys) - 1)) / scale), 0.) AS between,
    arraySum((y, v) -> y / (v + between), ys, vs) / arraySum(v -> 1 / (v + between), vs) AS mean, 1 / sqrt(arraySum(v -> 1 / (v + between), vs)) AS error
  FROM (
    SELECT stage_id, sum(plans_of_campaign) AS plans, groupArray(y) AS ys, groupArray(v) AS vs
    FROM (
      SELECT stage_id, campaign, count() AS plans_of_campaign, sum(estimate * precision) / sum(precision) AS y, 1 / sum(precision) AS v
      FROM (
        SELECT stage_id, campaign, 1 / pow(effect_sd, 2) - 1 AS precision, effect / pow(effect_sd, 2) / precision AS estimate
        FROM (${plans}) WHERE effect IS NOT NULL AND effect_sd > 0 AND precision >= 0.05)
      GROUP BY stage_id, campaign ORDER BY stage_id, campaign)
    GROUP BY stage_id)`,
  };
}
