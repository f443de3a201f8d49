import * as z from 'zod';
import { openDealsSql } from '../reads/open-deals.ts';
import { defineIndicator } from './define-indicator.ts';
import { openDealPolicy } from './open-deal-policy.ts';
import { workPolicy } from './policies.ts';
import { ofStageSql } from './step-observations.ts';

export const dealLoad = defineIndicator({
  definition: {
    ...openDealPolicy,
    ...workPolicy,
    id: 'deal_load',
    version: 1,
    group: 'sign',
    title: 'Deal load',
    question: 'How many open deals does a salesperson carry?',
    unit: 'ratio',
    no_interval: 'counted_in_full',
    good_direction: 'neither',
    definition:
      'Open deals per person who owns at least one. Far above the colleagues’ it explains more than any skill does.',
    formula: 'open deals / owners',
    basis:
      'Deals open at the end of the period, or at the moment asked for if that is earlier, whenever they began. Counted in full, so without an interval.',
    exclusions: `${openDealPolicy.exclusions} Deals without owner.`,
  },
  observe: () => ({
    rows: openDealsSql,
    dated: 'seen_at',
    counted: `rep != 'unassigned' AND ${ofStageSql}`,
  }),
  measures: 'count() AS deals, uniqExact(rep) AS owners',
  row: { deals: z.number(), owners: z.number() },
  toRow: ({ deals, owners }) => ({ value: deals / owners, interval: null, n: deals, open: deals }),
});
