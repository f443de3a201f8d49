import * as z from 'zod';
import { keySql, stepScopeParameters, toStepParameters } from '../reads/step-scope.ts';
import { visibleActivitiesSql } from '../reads/visible-activities.ts';
import type { Indicator } from './indicator.ts';

export const activities: Indicator = {
  definition: {
    id: 'activities',
    version: 1,
    title: 'Activities',
    question: 'How much is done?',
    unit: 'count',
    good_direction: 'neither',
    definition:
      'Calls, mails, meetings, messages and tasks logged; deleted ones left out, planned ones not counted.',
    basis: 'By the time the activity took place.',
    owner_rule: 'The person logged with the activity; nobody known counts as unassigned.',
    groupings: ['rep', 'team', 'manager', 'week', 'month'],
    drill_down: 'activities',
  },
  async read(warehouse, scope) {
    const query = {
      name: 'activities',
      sql: `SELECT ${keySql(scope.by, 'starts_at')} AS key, count() AS activities FROM ${visibleActivitiesSql} GROUP BY key ORDER BY key`,
      parameters: stepScopeParameters,
      row: z.object({ key: z.string(), activities: z.number() }),
    };
    const rows = await warehouse.read(query, toStepParameters({ ...scope, pipelineId: '' }));
    return rows.map(({ key, activities: value }) => ({ key, value, interval: null, n: value, open: null }));
  },
};
