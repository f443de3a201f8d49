import * as z from 'zod';
import { asOfSql } from '../reads/as-of.ts';
import { arrivalsSql, dealsArrivedSql } from '../reads/arrivals.ts';
import { bindBusinessHours, businessParameters, businessSecondsSql } from '../reads/business-time.ts';
import { withPeopleAtSql } from '../reads/people-join.ts';
import { createRecall } from '../reads/create-recall.ts';
import { type BusinessHours, readBusinessHours } from '../reads/read-business-hours.ts';
import { contactsOfDealsSql } from '../reads/visible-activities.ts';
import { defineIndicator } from './define-indicator.ts';
import { medianRow, toMedianRow } from './median-row.ts';
import { medianTimeSql } from './median-time.ts';
import { arrivalPolicy } from './work-policies.ts';

const recallHours = createRecall<BusinessHours>();

const waitedSql = withPeopleAtSql(
  `SELECT deal_id, arrived_at, rep, pipeline_id, segment, product, is_answered,
    1000000 * ((${businessSecondsSql('until', 'until')}) - (${businessSecondsSql('arrived_at', 'since')})) AS waited_us
  FROM (
    SELECT f.deal_id AS deal_id, arrived_at, rep, pipeline_id, segment, product,
      arrayFirst(at -> at >= arrived_at, outbound_at) AS first_outbound_at, first_outbound_at >= arrived_at AS is_answered,
      if(is_answered, first_outbound_at, ${asOfSql}) AS until
    FROM (${arrivalsSql}) AS f LEFT JOIN ${contactsOfDealsSql(dealsArrivedSql)} AS c ON c.key_of_root = cityHash64(f.deal_id))`,
  'arrived_at',
);

export const firstResponseBusinessTime = defineIndicator({
  definition: {
    ...arrivalPolicy,
    id: 'first_response_business_time',
    version: 1,
    title: 'First response time in business hours',
    question: 'How soon does a new lead hear from us while we are at work?',
    unit: 'seconds',
    good_direction: 'down',
    definition:
      'Median working time from the arrival of the deal to the first outbound call, mail, meeting or message (a task is none), by the business hours, holidays and time zone of the tenant as last configured; deals not yet answered count as waiting at least as long as they have (Kaplan–Meier).',
    formula:
      'median of business seconds in [arrived, first outbound contact), unanswered ones censored at as_of',
    basis:
      'Cohort of deals by the day they arrived. Clocks that are put forward or back within business hours count as they show.',
  },
  observe: () => ({ rows: waitedSql, dated: 'arrived_at' }),
  parameters: businessParameters,
  bind: async ({ tenant }, warehouse) =>
    bindBusinessHours(await recallHours(warehouse, { tenant }, () => readBusinessHours(warehouse, tenant))),
  measures: `count() AS n, countIf(NOT is_answered) AS open, ${medianTimeSql.course('waited_us', 'is_answered')} AS course`,
  refine: (groups) =>
    `SELECT m.*, h.has_hours AS has_hours FROM (${medianTimeSql.medians(groups)}) AS m CROSS JOIN (SELECT {has_hours:UInt8} AS has_hours) AS h`,
  row: { ...medianRow, has_hours: z.number() },
  toRow: ({ has_hours: hasHours, ...row }) =>
    hasHours === 1
      ? toMedianRow(row)
      : { value: null, interval: null, n: row.n, open: row.open, reason_if_null: 'business_hours_not_set' },
});
