import { asOfSql } from '../reads/as-of.ts';
import { withPeopleAtSql } from '../reads/people-join.ts';
import { keySql, stepScopeParameters, toStepParameters } from '../reads/step-scope.ts';
import { contactsOfDealsSql } from '../reads/visible-activities.ts';
import { type Indicator, stepGroupings } from './indicator.ts';
import { medianTimeRow, toMedianRow } from './median-row.ts';
import { medianTimeSql } from './median-time.ts';

/** Deals that arrived in the period, `rep` being their first owner. */
const arrivalsSql = withPeopleAtSql(
  `
    SELECT f.deal_id AS deal_id, arrived_at, segment, product, rep,
      arrayFirst(at -> at >= arrived_at, outbound_at) AS first_outbound_at,
      first_outbound_at >= arrived_at AS is_answered,
      toUnixTimestamp64Micro(if(is_answered, first_outbound_at, ${asOfSql})) - toUnixTimestamp64Micro(arrived_at) AS waited_us
    FROM (
      SELECT deal_id, if(created_at > toDateTime64(0, 6, 'UTC'), created_at, first_event_at) AS arrived_at,
        if(arrayFirst(o -> o != '', owners.owner_id) = '', 'unassigned', arrayFirst(o -> o != '', owners.owner_id)) AS rep, if(empty(stands.segment), 'unknown', stands.segment[1]) AS segment,
        if(empty(stands.product), 'unknown', stands.product[1]) AS product
      FROM deal_facts FINAL
      WHERE tenant = {tenant:String} AND hidden = 'no' AND first_event_at < ${asOfSql} AND arrived_at < ${asOfSql}
        AND arrived_at >= {from:DateTime64(6, 'UTC')} AND arrived_at < {to:DateTime64(6, 'UTC')}
        AND ({pipeline:String} = '' OR has(stands.pipeline_id, {pipeline:String}))) AS f
    LEFT JOIN ${contactsOfDealsSql} AS c ON c.deal_id = f.deal_id`,
  'arrived_at',
);

export const firstResponseTime: Indicator = {
  definition: {
    id: 'first_response_time',
    version: 1,
    title: 'First response time',
    question: 'How soon does a new lead hear from us?',
    unit: 'seconds',
    good_direction: 'down',
    definition:
      'Median time from when the deal was created (else its first event) to the first outbound call, mail, meeting or message (a task is none); deals not yet answered count as waiting at least as long as they have (Kaplan–Meier). Clock time.',
    basis: 'Cohort of deals by the day they were created.',
    owner_rule: 'The first owner of the deal.',
    groupings: stepGroupings,
    drill_down: 'deals',
  },
  async read(warehouse, scope) {
    const groups = `SELECT ${keySql(scope.by, 'arrived_at')} AS key, count() AS n, countIf(NOT is_answered) AS open,
        ${medianTimeSql.course('waited_us', 'is_answered')} AS course
      FROM ${arrivalsSql} GROUP BY key`;
    const query = {
      name: 'first_response_time',
      sql: `SELECT key, n, open, ${medianTimeSql.median}, ${medianTimeSql.low}, ${medianTimeSql.high} FROM (${medianTimeSql.curve(groups)}) ORDER BY key`,
      parameters: stepScopeParameters,
      row: medianTimeRow,
    };
    const rows = await warehouse.read(
      query,
      toStepParameters({ ...scope, pipelineId: scope.pipelineId ?? '' }),
    );
    return rows.map(toMedianRow);
  },
};
