import * as z from 'zod';
import { keySql, stepScopeParameters, toStepParameters } from '../reads/step-scope.ts';
import { visibleClosesSql } from '../reads/visible-closes.ts';
import { type Indicator, stepGroupings } from './indicator.ts';

export const wonDeals: Indicator = {
  definition: {
    id: 'won_deals',
    version: 1,
    title: 'Won deals',
    question: 'How many deals were won?',
    unit: 'count',
    good_direction: 'up',
    definition: 'Deals whose latest close lies in the period and is a win.',
    basis: 'By the day of the latest close; a win that was reopened does not count.',
    owner_rule: 'The owner at that close.',
    groupings: stepGroupings,
    drill_down: 'deals',
  },
  async read(warehouse, scope) {
    const query = {
      name: 'won_deals',
      sql: `SELECT ${keySql(scope.by, 'closed_at')} AS key, sum(is_won) AS won FROM ${visibleClosesSql} GROUP BY key HAVING won > 0 ORDER BY key`,
      parameters: stepScopeParameters,
      row: z.object({ key: z.string(), won: z.number() }),
    };
    const rows = await warehouse.read(
      query,
      toStepParameters({ ...scope, pipelineId: scope.pipelineId ?? '' }),
    );
    return rows.map(({ key, won }) => ({ key, value: won, interval: null, n: won, open: null }));
  },
};
