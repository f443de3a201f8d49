import * as z from 'zod';
import { keySql, stepScopeParameters, visibleStepsSql } from '../reads/step-scope.ts';
import { contactsOfDealsSql } from '../reads/visible-activities.ts';
import { type Indicator, stepGroupings } from './indicator.ts';
import { toStageParameters } from './read-step-cells.ts';

/** z of a two-sided 90 % interval. */
const z90 = 1.6448536269514722;

export const contactsPerDeal: Indicator = {
  definition: {
    id: 'contacts_per_deal',
    version: 1,
    title: 'Contacts per deal',
    question: 'How much work does each deal get at this step?',
    unit: 'ratio',
    good_direction: 'up',
    definition:
      'Calls, mails, meetings and messages in either direction while the deal was at the step, per deal that entered it.',
    basis:
      'Cohort of deals by the day they entered the step, skipped ones left out; the interval is that of a mean.',
    owner_rule: 'Credited to whoever owned the deal longest while it stood at the step.',
    groupings: stepGroupings,
    drill_down: 'deals',
  },
  async read(warehouse, scope) {
    if (scope.pipelineId === undefined) return [];
    const query = {
      name: 'contacts_per_deal',
      sql: `SELECT key, count() AS deals, countIf(is_open) AS open, avg(contacts) AS mean, if(deals > 1, stddevSamp(contacts), 0) AS deviation
        FROM (
          SELECT ${keySql(scope.by, 'entered_at')} AS key, NOT is_advanced AND NOT is_lost AS is_open,
            arrayCount(at -> at >= entered_at AND at < ended_at, contacted_at) AS contacts
          FROM ${visibleStepsSql} AS s LEFT JOIN ${contactsOfDealsSql} AS c ON c.deal_id = s.deal_id
          WHERE NOT skipped AND ({stage:String} = '' OR stage_id = {stage:String}))
        GROUP BY key ORDER BY key`,
      parameters: stepScopeParameters.extend({ stage: z.string() }),
      row: z.object({
        key: z.string(),
        deals: z.number(),
        open: z.number(),
        mean: z.number(),
        deviation: z.number(),
      }),
    };
    const rows = await warehouse.read(query, toStageParameters({ ...scope, pipelineId: scope.pipelineId }));
    return rows.map(({ key, deals, open, mean, deviation }) => {
      const halfWidth = (z90 * deviation) / Math.sqrt(deals);
      return {
        key,
        value: mean,
        interval: deals > 1 ? [Math.max(0, mean - halfWidth), mean + halfWidth] : null,
        n: deals,
        open,
      };
    });
  },
};
