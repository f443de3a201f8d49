import * as z from 'zod';
import { visibleActivitiesSql } from '../reads/visible-activities.ts';
import { defineIndicator } from './define-indicator.ts';
import { workPolicy } from './policies.ts';

export const activities = defineIndicator({
  definition: {
    ...workPolicy,
    id: 'activities',
    version: 1,
    group: 'activity',
    title: 'Activities',
    question: 'How much is done?',
    unit: 'count',
    no_interval: 'counted_in_full',
    good_direction: 'neither',
    definition: 'Calls, mails, meetings, messages and tasks logged.',
    formula: '|{activities logged: starts_at in the period}|',
    counts: 'activities',
    basis_kind: 'window',
    basis: 'By the time the activity took place.',
    owner_rule: 'The person logged with the activity; nobody known counts as unassigned.',
    skip_policy: 'Does not matter here: activities are counted wherever the deal stood.',
    reopen_policy: 'Does not matter here: activities are counted whatever became of the deal.',
    exclusions: 'Deleted activities; planned ones that were not logged.',
    groupings: ['rep', 'team', 'manager', 'week', 'month'],
    drill_down: 'activities',
    needs_switch: null,
  },
  observe: () => ({ rows: visibleActivitiesSql, dated: 'starts_at' }),
  measures: 'count() AS activities',
  row: { activities: z.number() },
  toRow: ({ activities: value }) => ({ value, interval: null, n: value, open: null }),
});
