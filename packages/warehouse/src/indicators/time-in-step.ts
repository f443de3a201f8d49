import * as z from 'zod';
import { keySql, stepScopeParameters, visibleStepsSql } from '../reads/step-scope.ts';
import { type Indicator, stepGroupings } from './indicator.ts';
import { medianTimeRow, toMedianRow } from './median-row.ts';
import { medianTimeSql } from './median-time.ts';
import { toStageParameters } from './read-step-cells.ts';

export const timeInStep: Indicator = {
  definition: {
    id: 'time_in_step',
    version: 1,
    title: 'Time in step',
    question: 'How long do deals stay at this step?',
    unit: 'seconds',
    good_direction: 'down',
    definition:
      'Median time from entering the step until the deal advanced or was lost; deals still open count as staying at least as long as they have (Kaplan–Meier).',
    basis: 'Cohort of deals by the day they entered the step, skipped ones left out.',
    owner_rule: 'Credited to whoever owned the deal longest while it stood at the step.',
    groupings: stepGroupings,
    drill_down: 'deals',
  },
  async read(warehouse, scope) {
    if (scope.pipelineId === undefined) return [];
    const groups = `SELECT ${keySql(scope.by, 'entered_at')} AS key, count() AS n, countIf(NOT is_advanced AND NOT is_lost) AS open,
        ${medianTimeSql.course('lasted_us', 'is_advanced OR is_lost')} AS course
      FROM ${visibleStepsSql} WHERE NOT skipped AND ({stage:String} = '' OR stage_id = {stage:String}) GROUP BY key`;
    const query = {
      name: 'time_in_step',
      sql: `SELECT key, n, open, ${medianTimeSql.median}, ${medianTimeSql.low}, ${medianTimeSql.high} FROM (${medianTimeSql.curve(groups)}) ORDER BY key`,
      parameters: stepScopeParameters.extend({ stage: z.string() }),
      row: medianTimeRow,
    };
    const rows = await warehouse.read(query, toStageParameters({ ...scope, pipelineId: scope.pipelineId }));
    return rows.map(toMedianRow);
  },
};
