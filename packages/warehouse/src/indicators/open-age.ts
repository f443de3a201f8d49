import * as z from 'zod';
import { openDealsSql } from '../reads/open-deals.ts';
import { defineIndicator } from './define-indicator.ts';
import { meanInterval } from './mean-interval.ts';
import { openDealPolicy } from './open-deal-policy.ts';
import { workPolicy } from './policies.ts';
import { ofStageSql } from './step-observations.ts';

export const openAge = defineIndicator({
  definition: {
    ...openDealPolicy,
    ...workPolicy,
    id: 'open_age',
    version: 1,
    group: 'process',
    title: 'Age of open deals',
    question: 'How old is what is in the pipeline?',
    unit: 'seconds',
    good_direction: 'down',
    definition:
      'Mean time since the open deals began: since they were created, as known today, else since their first event. With a stage, those that stand there.',
    formula: 'Σ (moment − began) / open deals',
    basis:
      'Deals open at the end of the period, or at the moment asked for if that is earlier, whenever they began. The interval is that of a mean; null for a single deal.',
  },
  observe: () => ({
    rows: `(SELECT *, greatest(0, toUnixTimestamp64Micro(seen_at) - toUnixTimestamp64Micro(began_at)) / 1e6 AS age_s FROM ${openDealsSql})`,
    dated: 'seen_at',
    counted: ofStageSql,
  }),
  measures: 'count() AS deals, avg(age_s) AS mean, if(deals > 1, stddevSamp(age_s), 0) AS deviation',
  row: { deals: z.number(), mean: z.number(), deviation: z.number() },
  toRow: ({ deals, mean, deviation }) => ({
    value: mean,
    interval: meanInterval(mean, deviation, deals),
    n: deals,
    open: deals,
  }),
});
