import { wilsonInterval } from '@stepup/statistics';
import * as z from 'zod';
import { keySql, stepScopeParameters, toStepParameters } from '../reads/step-scope.ts';
import { visibleClosesSql } from '../reads/visible-closes.ts';
import { type Indicator, intervalLevel, stepGroupings } from './indicator.ts';

export const winRate: Indicator = {
  definition: {
    id: 'win_rate',
    version: 1,
    title: 'Win rate',
    question: 'What share of the decided deals is won?',
    unit: 'rate',
    good_direction: 'up',
    definition:
      'Won divided by won and lost, counting deals, of the deals whose latest close lies in the period.',
    basis:
      'By the day of the latest close; a close that was reopened does not count. The interval is Wilson’s.',
    owner_rule: 'The owner at that close.',
    groupings: stepGroupings,
    drill_down: 'deals',
  },
  async read(warehouse, scope) {
    const query = {
      name: 'win_rate',
      sql: `SELECT ${keySql(scope.by, 'closed_at')} AS key, count() AS closed, sum(is_won) AS won FROM ${visibleClosesSql} GROUP BY key ORDER BY key`,
      parameters: stepScopeParameters,
      row: z.object({ key: z.string(), closed: z.number(), won: z.number() }),
    };
    const rows = await warehouse.read(
      query,
      toStepParameters({ ...scope, pipelineId: scope.pipelineId ?? '' }),
    );
    return rows.map(({ key, closed, won }) => {
      const { lower, upper } = wilsonInterval(won / closed, closed, intervalLevel);
      return { key, value: won / closed, interval: [lower, upper], n: closed, open: null };
    });
  },
};
