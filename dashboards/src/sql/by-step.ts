import { ofPipeline } from './board-filters.ts';

/**
 * Rows of a query by stage put under the names and the order of the pipeline's steps; steps that nothing entered are there
 * too, stages of earlier definitions come last under their id.
 *
 * @param columns SELECT items over the query's rows (`c`)
 * @param rows SQL of the query; has a column `stage_id`
 */
export function byStepSql(columns: string, rows: string): string {
  return `
SELECT if(p.stage_name = '', c.stage_id, p.stage_name) AS "Step", if(p.stage_id = '', c.stage_id, p.stage_id) AS stage_id,
  ${columns}
FROM (${rows}) AS c
FULL JOIN (SELECT toString(stage_id) AS stage_id, stage_name, step_rank, toUInt8(1) AS is_step FROM stepup_v1.pipeline_steps WHERE ${ofPipeline}) AS p ON p.stage_id = c.stage_id
ORDER BY is_step DESC, step_rank, stage_id`.trim();
}
