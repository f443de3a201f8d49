import * as z from 'zod';
import { visibleClosesSql } from '../reads/visible-closes.ts';
import { defineIndicator } from './define-indicator.ts';
import { closePolicy, dealGroupings, workPolicy } from './policies.ts';

export const lostReasons = defineIndicator({
  definition: {
    ...closePolicy,
    ...workPolicy,
    id: 'lost_reasons',
    version: 1,
    group: 'sign',
    title: 'Lost reasons',
    question: 'Why are deals lost?',
    unit: 'count',
    no_interval: 'counted_in_full',
    good_direction: 'neither',
    definition:
      'Deals whose latest close lies in the period and is a loss; by lost_reason one row for each reason, as known today.',
    formula: '|{deals: latest close lost, in the period}|',
    basis: 'By the day of the latest close. Counted in full, so without an interval.',
    groupings: ['lost_reason', ...dealGroupings],
  },
  observe: () => ({ rows: visibleClosesSql, dated: 'closed_at', counted: 'NOT is_won' }),
  measures: 'count() AS lost',
  row: { lost: z.number() },
  toRow: ({ lost }) => ({ value: lost, interval: null, n: lost, open: null }),
});
