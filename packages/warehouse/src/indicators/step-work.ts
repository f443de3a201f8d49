import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { inQuartersSql } from '../reads/in-quarters.ts';
import { toSql } from '../reads/period.ts';
import { createRecall } from '../reads/create-recall.ts';
import { dealsOfStepsSql } from '../reads/step-scope.ts';
import { bindIndicator, indicatorParameters } from './define-indicator.ts';
import type { IndicatorScope } from './indicator.ts';
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
        FROM ${rows} AS s LEFT JOIN ${contactsOfDealsSql(dealsOfStepsSql)} AS c ON c.key_of_root = cityHash64(s.deal_id))`,
      dated,
      counted: stoodAtStageSql,
    };
  },
  isOpen,
});

const contactsAtStep = 'arrayCount(at -> at >= entered_at AND at < ended_at, contacted_at)';

/** Stage and segment as one text, which no other two make. */
const usualKeySql = `concat(toString(length(stage_id)), ' ', stage_id, segment)`;

const yearBefore = `${toSql} - INTERVAL 365 DAY`;

const wonSteps = stepsAtMomentSql(
  ['deal_key', 'stage_id', 'segment', 'entered_at'],
  `f.skipped = 0 AND f.pipeline_id = {pipeline:String} AND f.entered_at < ${toSql} AND f.entered_at >= ${yearBefore}`,
  `${inQuartersSql('f.entry_quarter', yearBefore, toSql)} AND f.deal_key IN (
      SELECT deal_key FROM spell_facts FINAL
      WHERE tenant = {tenant:String} AND outcome = 'won' AND closed_at < ${asOfSql} AND valid_until >= ${asOfSql})`,
);

/** What deals that are won by now received at each step and in each segment: five deals or more of the year before the end of the period. */
const usualContacts = {
  name: 'contacts_of_won_deals',
  sql: `SELECT ${usualKeySql} AS at, avg(${contactsAtStep}) AS usual
    FROM (${wonSteps}) AS w
    LEFT JOIN ${contactsOfDealsSql(`SELECT deal_key FROM (${wonSteps})`, yearBefore)} AS wc ON wc.key_of_root = w.deal_key
    GROUP BY stage_id, segment HAVING count() >= 5 AND usual > 0`,
  parameters: indicatorParameters.pick({ tenant: true, pipeline: true, to: true, as_of: true }),
  row: z.object({ at: z.string(), usual: z.number() }),
};

const recallUsualContacts = createRecall<z.output<typeof usualContacts.row>[]>();

/** The same for the whole tenant whoever asks, and dear, so it is remembered. */
async function bindUsualContacts(scope: IndicatorScope, warehouse: Warehouse) {
  const { tenant, pipeline, to, as_of } = bindIndicator(scope);
  const question = { tenant, pipeline, to, as_of };
  const usual = await recallUsualContacts(warehouse, question, () => warehouse.read(usualContacts, question));
  return {
    usual_at: usual.map(({ at }) => at),
    usual_contacts: usual.map((row) => row.usual),
  };
}

const usualParameters = { usual_at: z.array(z.string()), usual_contacts: z.array(z.number()) };
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
        SELECT *, transform(${usualKeySql}, {usual_at:Array(String)}, {usual_contacts:Array(Float64)}, toFloat64(0)) AS usual,
          if(usual > 0, ${contactsAtStep} / usual, NULL) AS measure
        FROM ${rows} AS s LEFT JOIN ${contactsOfDealsSql(dealsOfStepsSql)} AS c ON c.key_of_root = cityHash64(s.deal_id))`,
      dated,
      counted: stoodAtStageSql,
    };
  },
  isOpen,
  parameters: usualParameters,
  bind: bindUsualContacts,
});
