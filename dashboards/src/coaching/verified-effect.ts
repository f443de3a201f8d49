import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { plansPath } from '../console-links.ts';
import { bandNames } from '../interval-band.ts';
import { tablePanel } from '../panel-defaults.ts';
import { ofCoached, ofPipeline, withinMonths } from '../sql/board-filters.ts';
import { floor } from '../sql/floor.ts';
import { pooledEffects } from '../sql/pooled-effect.ts';

/** What verification says that coaching did, by step. */
export function verifiedEffect(): Builder<Panel> {
  const { columns, rows, leastPlans, leastCampaigns } = pooledEffects(
    `SELECT stage_id, campaign, effect, effect_sd FROM stepup_v1.plan_effects WHERE ${ofPipeline} AND ${withinMonths('started_at')} AND ${ofCoached}`,
  );
  return tablePanel({
    id: 9,
    title: 'What coaching did, as verified',
    description: `Plans of the period by step, of ${floor} people or more: what verification says of each against colleagues who were not coached, with rebound and leads counted in; and their effects together, as what the odds of advancing were multiplied by, with a 90 % interval (random effects over plans of one coach, step and month). Empty under ${leastPlans} plans or ${leastCampaigns} such groups. Of single plans the console tells those who lead.`,
    unit: 'none',
    sql: `
SELECT said.stage_id AS "Step", said.people AS "People", said.plans AS "Plans", said.worked AS "Worked", said.no_evidence AS "No evidence", said.fell AS "Fell", said.too_early AS "Too early",
  ${columns('Odds of advancing ×')}
FROM (
  SELECT stage_id, uniqExact(person) AS people, count() AS plans, countIf(verdict = 'worked') AS worked, countIf(verdict = 'no_evidence') AS no_evidence,
    countIf(verdict = 'fell') AS fell, countIf(verdict = 'too_early') AS too_early
  FROM stepup_v1.plan_effects WHERE ${ofPipeline} AND ${withinMonths('started_at')} AND ${ofCoached}
  GROUP BY stage_id HAVING people >= ${floor}) AS said
LEFT JOIN (${rows}) AS pooled ON pooled.stage_id = said.stage_id
ORDER BY said.stage_id`.trim(),
    consolePath: plansPath,
  })
    .span(24)
    .height(8)
    .decimals(0)
    .overrideByRegexp(`^(Odds|${bandNames.low.slice(0, 3)}|${bandNames.high.slice(0, 4)})`, [
      { id: 'decimals', value: 2 },
    ]);
}
