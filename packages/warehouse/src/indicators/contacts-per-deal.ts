import * as z from 'zod';
import { dealsOfStepsSql } from '../reads/step-scope.ts';
import { contactsOfDealsSql } from '../reads/visible-activities.ts';
import { defineIndicator } from './define-indicator.ts';
import { meanInterval } from './mean-interval.ts';
import { stoodStepPolicy, workPolicy } from './policies.ts';
import { stepObservations, stoodAtStageSql } from './step-observations.ts';

export const contactsPerDeal = defineIndicator({
  definition: {
    ...stoodStepPolicy,
    ...workPolicy,
    id: 'contacts_per_deal',
    version: 1,
    group: 'activity',
    title: 'Contacts per deal',
    question: 'How much work does each deal get at this step?',
    unit: 'ratio',
    good_direction: 'up',
    definition:
      'Calls, mails, meetings and messages in either direction while the deal was at the step, per deal that entered it.',
    formula: 'Σ contacts in [entered, advanced or lost) / deals entered',
    basis_kind: 'cohort_by_entry',
    basis: 'Cohort of deals by the day they entered the step; the interval is that of a mean.',
  },
  observe(scope) {
    const { rows, dated } = stepObservations(scope);
    return {
      rows: `(
        SELECT *, arrayCount(at -> at >= entered_at AND at < ended_at, contacted_at) AS contacts
        FROM ${rows} AS s LEFT JOIN ${contactsOfDealsSql(dealsOfStepsSql)} AS c ON c.key_of_root = cityHash64(s.deal_id))`,
      dated,
      counted: stoodAtStageSql,
    };
  },
  measures:
    'count() AS deals, countIf(NOT is_advanced AND NOT is_lost) AS open, avg(contacts) AS mean, if(deals > 1, stddevSamp(contacts), 0) AS deviation',
  row: { deals: z.number(), open: z.number(), mean: z.number(), deviation: z.number() },
  toRow: ({ deals, open, mean, deviation }) => ({
    value: mean,
    interval: meanInterval(mean, deviation, deals),
    n: deals,
    open,
  }),
});
