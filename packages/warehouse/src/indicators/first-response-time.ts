import { arrivalsSql, dealsArrivedSql } from '../reads/arrivals.ts';
import { asOfSql } from '../reads/as-of.ts';
import { withPeopleAtSql } from '../reads/people-join.ts';
import { contactsOfDealsSql } from '../reads/visible-activities.ts';
import { defineIndicator } from './define-indicator.ts';
import { medianRow, toMedianRow } from './median-row.ts';
import { medianTimeSql } from './median-time.ts';
import { dealGroupings, workPolicy } from './policies.ts';

/** Deals that arrived in the period, `rep` being their first owner. */
const answeredArrivalsSql = withPeopleAtSql(
  `
    SELECT f.deal_id AS deal_id, pipeline_id, arrived_at, segment, product, rep,
      arrayFirst(at -> at >= arrived_at, outbound_at) AS first_outbound_at,
      first_outbound_at >= arrived_at AS is_answered,
      toUnixTimestamp64Micro(if(is_answered, first_outbound_at, ${asOfSql})) - toUnixTimestamp64Micro(arrived_at) AS waited_us
    FROM (${arrivalsSql}) AS f
    LEFT JOIN ${contactsOfDealsSql(dealsArrivedSql)} AS c ON c.key_of_root = cityHash64(f.deal_id)`,
  'arrived_at',
);

export const firstResponseTime = defineIndicator({
  definition: {
    ...workPolicy,
    id: 'first_response_time',
    version: 1,
    group: 'first_contact',
    title: 'First response time',
    question: 'How soon does a new lead hear from us?',
    unit: 'seconds',
    good_direction: 'down',
    definition:
      'Median time from when the deal was created (else its first event) to the first outbound call, mail, meeting or message (a task is none); deals not yet answered count as waiting at least as long as they have (Kaplan–Meier). Clock time.',
    formula:
      'median of first outbound contact − (created_at, else first event), unanswered ones censored at as_of',
    counts: 'deals',
    basis_kind: 'cohort_by_entry',
    basis: 'Cohort of deals by the day they were created.',
    owner_rule: 'The first owner of the deal, with the team and manager of that day.',
    skip_policy: 'Does not matter here: the steps that a deal took are not asked for.',
    reopen_policy: 'Does not matter here: only the beginning of a deal is asked for.',
    exclusions:
      'Deleted deals; merged deals count once, as their survivor; contacts before the deal was created.',
    groupings: dealGroupings,
    drill_down: 'deals',
    needs_switch: null,
  },
  observe: () => ({ rows: answeredArrivalsSql, dated: 'arrived_at' }),
  measures: `count() AS n, countIf(NOT is_answered) AS open, ${medianTimeSql.course('waited_us', 'is_answered')} AS course`,
  refine: medianTimeSql.medians,
  row: medianRow,
  toRow: toMedianRow,
});
