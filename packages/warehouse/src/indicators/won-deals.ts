import * as z from 'zod';
import { visibleClosesSql } from '../reads/visible-closes.ts';
import { defineIndicator } from './define-indicator.ts';
import { closePolicy, resultPolicy } from './policies.ts';

export const wonDeals = defineIndicator({
  definition: {
    ...closePolicy,
    ...resultPolicy,
    id: 'won_deals',
    version: 1,
    group: 'result',
    title: 'Won deals',
    question: 'How many deals were won?',
    unit: 'count',
    no_interval: 'counted_in_full',
    good_direction: 'up',
    definition: 'Deals whose latest close lies in the period and is a win.',
    formula: '|{deals: latest close won, in the period}|',
    basis: 'By the day of the latest close.',
  },
  observe: () => ({ rows: visibleClosesSql, dated: 'closed_at', counted: 'is_won' }),
  measures: 'count() AS won',
  row: { won: z.number() },
  toRow: ({ won }) => ({ value: won, interval: null, n: won, open: null }),
});
