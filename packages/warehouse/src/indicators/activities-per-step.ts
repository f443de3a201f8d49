import * as z from 'zod';
import { contactsSql } from '../reads/conversations.ts';
import { withPeopleAtSql } from '../reads/people-join.ts';
import { fromSql, toSql } from '../reads/period.ts';
import { stepsAtMomentSql } from '../reads/steps-at-moment.ts';
import { ofDealsSql, ofPeopleInPeriodSql } from '../reads/visible-activities.ts';
import { defineIndicator } from './define-indicator.ts';
import { dealGroupings } from './policies.ts';
import { ofStageSql } from './step-observations.ts';
import { activityPolicy } from './work-policies.ts';

const inPeriod = `starts_at >= ${fromSql} AND starts_at < ${toSql}`;

/** Deals with an activity that may be meant. */
const dealsWorkedOn = `SELECT f.deal_key FROM activity_facts AS f WHERE f.tenant = {tenant:String} AND ${ofPeopleInPeriodSql}`;

const stoodSteps = stepsAtMomentSql(
  ['deal_key', 'pipeline_id', 'stage_id', 'segment', 'product', 'entered_at', 'skipped'],
  `f.skipped = 0 AND f.entered_at < ${toSql} AND f.ended_at > ${fromSql} AND ({pipeline:String} = '' OR f.pipeline_id = {pipeline:String})`,
  ofDealsSql(dealsWorkedOn),
);

const rowsSql = withPeopleAtSql(
  `SELECT activity_id, kind, direction, starts_at, rep, s.stage_id AS stage_id, s.pipeline_id AS pipeline_id, s.segment AS segment, s.product AS product
  FROM (${contactsSql(ofPeopleInPeriodSql, inPeriod)}) AS c
  INNER JOIN (${stoodSteps}) AS s ON s.deal_key = c.key_of_root
  WHERE c.starts_at >= s.entered_at AND c.starts_at < s.ended_at`,
  'starts_at',
);

export const activitiesPerStep = defineIndicator({
  definition: {
    ...activityPolicy,
    id: 'activities_per_step',
    version: 1,
    group: 'activity',
    title: 'Activities per step',
    question: 'Where in the process does the work go, and what kind of work is it?',
    unit: 'count',
    no_interval: 'counted_in_full',
    good_direction: 'neither',
    definition:
      'Calls, mails, meetings and messages logged while their deal stood at the step. By stage it shows where the work goes, by kind what it is.',
    formula:
      '|{contacts: starts_at in the period and in [entered, advanced or lost) of a step of their deal}|',
    counts: 'steps',
    basis: 'By the time the activity took place.',
    skip_policy: 'No activity falls into a step that was passed without standing there.',
    reopen_policy:
      'What happened between a close and the reopening that undid it counts at the step then open.',
    exclusions:
      'Tasks; activities without a deal, before its first step and after its close; deleted ones; planned ones that were not logged.',
    groupings: [...dealGroupings, 'stage', 'kind'],
  },
  observe: () => ({ rows: rowsSql, dated: 'starts_at', counted: ofStageSql }),
  measures: 'count() AS activities',
  row: { activities: z.number() },
  toRow: ({ activities }) => ({ value: activities, interval: null, n: activities, open: null }),
});
