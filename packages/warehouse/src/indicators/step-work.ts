import { asOfSql } from '../reads/as-of.ts';
import { stepsAtMomentSql } from '../reads/steps-at-moment.ts';
import { contactsOfDealsSql } from '../reads/visible-activities.ts';
import { meanOf } from './mean-of.ts';
import { stoodStepPolicy, workPolicy } from './policies.ts';
import { stepObservations, stoodAtStageSql } from './step-observations.ts';

const isOpen = 'NOT is_advanced AND NOT is_lost';

export const daysWithoutContact = meanOf({
  definition: {
    ...stoodStepPolicy,
    ...workPolicy,
    id: 'days_without_contact',
    version: 1,
    group: 'activity',
    title: 'Longest time without contact',
    question: 'How long do we leave deals alone?',
    unit: 'seconds',
    good_direction: 'down',
    definition:
      'The longest stretch at the step without a call, mail, meeting or message in either direction, from the entry to the advance, the loss or now; the mean over the deals that stood there.',
    formula: 'mean over steps of max gap between entered, contacts and advanced, lost or as_of',
    basis_kind: 'cohort_by_entry',
    basis:
      'Cohort of deals by the day they entered the step; open ones count as far as they have come. The interval is that of a mean.',
  },
  observe(scope) {
    const { rows, dated } = stepObservations(scope);
    return {
      rows: `(
        SELECT *, arrayConcat([entered_at], arrayFilter(at -> at > entered_at AND at < ended_at, contacted_at), [ended_at]) AS moments,
          arrayMax(arrayPopFront(arrayDifference(arrayMap(at -> toUnixTimestamp64Micro(at), moments)))) / 1e6 AS measure
        FROM ${rows} AS s LEFT JOIN ${contactsOfDealsSql} AS c ON c.deal_id = s.deal_id)`,
      dated,
      counted: stoodAtStageSql,
    };
  },
  isOpen,
});

const contactsAtStep = 'arrayCount(at -> at >= entered_at AND at < ended_at, contacted_at)';

/** What deals that are won by now received at each step and in each segment: five deals or more of the year before the end of the period. */
const benchmarkSql = `(
  SELECT stage_id AS w_stage_id, segment AS w_segment, avg(${contactsAtStep}) AS usual
  FROM (${stepsAtMomentSql(
    ['deal_id', 'stage_id', 'segment', 'entered_at'],
    `f.skipped = 0 AND f.pipeline_id = {pipeline:String} AND f.entered_at < {to:DateTime64(6, 'UTC')} AND f.entered_at >= {to:DateTime64(6, 'UTC')} - INTERVAL 365 DAY
      AND f.deal_id IN (
        SELECT deal_id FROM deal_facts FINAL ARRAY JOIN stands.at AS c_at, stands.until AS c_until, stands.outcome AS c_outcome
        WHERE tenant = {tenant:String} AND hidden = 'no' AND c_outcome = 'won' AND c_at < ${asOfSql} AND c_until >= ${asOfSql})`,
  )}) AS w LEFT JOIN ${contactsOfDealsSql} AS wc ON wc.deal_id = w.deal_id
  GROUP BY stage_id, segment HAVING count() >= 5 AND usual > 0)`;

export const effortVsWon = meanOf({
  definition: {
    ...stoodStepPolicy,
    ...workPolicy,
    id: 'effort_vs_won',
    version: 1,
    group: 'activity',
    title: 'Effort against won deals',
    question: 'Do deals get as much work as those that were won?',
    unit: 'ratio',
    good_direction: 'up',
    definition:
      'Contacts that a deal received at the step, as a multiple of what deals of the same segment that are won by now received there on average; the mean over the deals that stood there. 1: as much.',
    formula: 'mean of contacts at the step / mean contacts at the step of won deals of the segment',
    basis_kind: 'cohort_by_entry',
    basis:
      'Cohort of deals by the day they entered the step, against won deals of the whole tenant that entered it in the year before the end of the period. The interval is that of a mean and takes what won deals received as given.',
    exclusions: `${stoodStepPolicy.exclusions} Segments with fewer than five won deals at the step, or whose won deals received nothing there.`,
  },
  observe(scope) {
    const { rows, dated } = stepObservations(scope, scope.by === 'segment' ? [] : ['segment']);
    return {
      rows: `(
        SELECT *, if(b.usual > 0, ${contactsAtStep} / b.usual, NULL) AS measure
        FROM ${rows} AS s LEFT JOIN ${contactsOfDealsSql} AS c ON c.deal_id = s.deal_id
        LEFT JOIN ${benchmarkSql} AS b ON b.w_stage_id = s.stage_id AND b.w_segment = s.segment)`,
      dated,
      counted: stoodAtStageSql,
    };
  },
  isOpen,
});
