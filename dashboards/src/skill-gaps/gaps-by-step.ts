import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { gapsPath } from '../console-links.ts';
import { tablePanel } from '../panel-defaults.ts';
import { ofCoached, ofPipeline } from '../sql/board-filters.ts';

/** Where in the pipeline gaps gather. */
export function gapsByStep(): Builder<Panel> {
  return tablePanel({
    id: 2,
    title: 'Gaps by step',
    description:
      'How many findings stand at each step, by how sure they are. Many at one step hint at the step itself: its criteria, its leads, a missing skill of all.',
    unit: 'none',
    sql: `
SELECT stage_id AS "Step", count() AS "Standing", countIf(tier = 'strong') AS "Strong", countIf(tier = 'probable') AS "Probable",
  countIf(is_disputed) AS "Disputed"
FROM stepup_v1.findings WHERE ${ofPipeline} AND ${ofCoached} AND statistical_state != 'cleared'
GROUP BY stage_id ORDER BY "Standing" DESC, stage_id`.trim(),
    consolePath: gapsPath,
  })
    .span(24)
    .height(7)
    .decimals(0);
}
