import { wilsonInterval } from '@stepup/statistics';
import * as z from 'zod';
import { visibleClosesSql } from '../reads/visible-closes.ts';
import { defineIndicator } from './define-indicator.ts';
import { intervalLevel } from './indicator.ts';
import { closePolicy, resultPolicy } from './policies.ts';

export const winRate = defineIndicator({
  definition: {
    ...closePolicy,
    ...resultPolicy,
    id: 'win_rate',
    version: 1,
    group: 'process',
    title: 'Win rate',
    question: 'What share of the decided deals is won?',
    unit: 'rate',
    good_direction: 'up',
    definition:
      'Won divided by won and lost, counting deals, of the deals whose latest close lies in the period.',
    formula: 'won / (won + lost)',
    basis: 'By the day of the latest close. The interval is Wilson’s.',
  },
  observe: () => ({ rows: visibleClosesSql, dated: 'closed_at' }),
  measures: 'count() AS closed, sum(is_won) AS won',
  row: { closed: z.number(), won: z.number() },
  toRow({ closed, won }) {
    const { lower, upper } = wilsonInterval(won / closed, closed, intervalLevel);
    return { value: won / closed, interval: [lower, upper], n: closed, open: null };
  },
});
