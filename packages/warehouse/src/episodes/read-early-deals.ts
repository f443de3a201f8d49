import type { Instant } from '@stepup/contracts';
import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { asOfSql } from '../reads/as-of.ts';
import { inQuartersSql } from '../reads/in-quarters.ts';
import { toEngineTime } from '../reads/step-scope.ts';
import { creditedStepsSql } from '../reads/steps-at-moment.ts';
import { daysBefore } from './days-before.ts';

/**
 * One deal at one step, old enough to be judged, with what was done in the first ten days there, or until it left. Counts are of
 * that window; shares are null where there is nothing to share.
 */
export interface EarlyDeal {
  dealId: string;
  repId: string;
  segmentKey: string;
  /** Within the horizon. */
  advanced: boolean;
  /** Days of the window: ten, or until the deal left the step. */
  windowDays: number;
  contacts: number;
  contactDays: number;
  contactKinds: number;
  talkMinutes: number;
  calls: number;
  connectedCalls: number;
  messages: number;
  replies: number;
  meetings: number;
  missedMeetings: number;
  conversations: number;
  /** Longest stretch of the window without a contact. */
  daysWithoutContact: number;
  /** From the deal's creation to the first outbound contact, which may lie before the step; null where there is none yet. */
  firstResponseHours: number | null;
}

export interface EarlyScope {
  readonly tenant: string;
  readonly pipelineId: string;
  readonly stageId: string;
  readonly asOf: Instant;
  readonly maxAgeDays: number;
  readonly horizonDays: number;
  readonly personIds: readonly string[];
}

const earlyDays = 10;
const isContact = `x.kind IN ('call', 'email', 'meeting', 'message')`;

const earlyDeals = {
  name: 'early_deals',
  sql: `SELECT deal_id AS dealId, rep AS repId, segment, product, advanced, windowDays,
      countIf(is_out) AS contacts, uniqExactIf(toDate(at), is_out) AS contactDays, uniqExactIf(kind, is_out) AS contactKinds,
      sumIf(ifNull(duration_s, 0), is_early AND kind IN ('call', 'meeting')) / 60 AS talkMinutes,
      countIf(is_out AND kind = 'call') AS calls, countIf(is_out AND kind = 'call' AND outcome = 'connected') AS connectedCalls,
      countIf(is_out AND kind IN ('email', 'message')) AS messages,
      countIf(is_early AND kind IN ('email', 'message') AND (outcome = 'replied' OR direction = 'inbound')) AS replies,
      countIf(is_early AND kind = 'meeting') AS meetings, countIf(is_early AND kind = 'meeting' AND outcome = 'no_show') AS missedMeetings,
      countIf(is_early AND ((kind = 'meeting' AND outcome NOT IN ('no_show', 'cancelled')) OR (kind = 'call' AND outcome = 'connected'))) AS conversations,
      arrayMax(arrayDifference(arraySort(arrayConcat([toFloat64(0)], groupArrayIf(dateDiff('second', entered_at, at) / 86400, is_out), [toFloat64(windowDays)])))) AS daysWithoutContact,
      any(first_response) AS firstResponseHours
    FROM (
      SELECT s.deal_id AS deal_id, s.rep AS rep, s.segment AS segment, s.product AS product, s.entered_at AS entered_at, s.advanced AS advanced, s.window_days AS windowDays,
        a.at AS at, a.kind AS kind, a.direction AS direction, a.outcome AS outcome, a.duration_s AS duration_s,
        a.activity_id != '' AND a.at >= s.entered_at AND a.at < s.until AS is_early,
        is_early AND a.direction = 'outbound' AS is_out,
        if(f.first_out = toDateTime64(0, 6, 'UTC') OR f.first_out >= s.until, NULL, greatest(0, dateDiff('second', f.began, f.first_out)) / 3600) AS first_response
      FROM (
        SELECT deal_id, rep, segment, product, entered_at,
          is_advanced AND ended_at <= entered_at + toIntervalDay({horizon:UInt32}) AS advanced,
          least(entered_at + toIntervalDay(${earlyDays}), ended_at) AS until,
          dateDiff('second', entered_at, until) / 86400 AS window_days
        FROM (${creditedStepsSql(
          ['deal_id', 'stage_id', 'skipped', 'segment', 'product', 'entered_at'],
          `f.pipeline_id = {pipeline:String} AND f.stage_id = {stage:String} AND f.skipped = 0 AND ${inQuartersSql('f.entry_quarter', `{from:DateTime64(6, 'UTC')}`, asOfSql)}
            AND f.entered_at >= {from:DateTime64(6, 'UTC')} AND f.entered_at <= ${asOfSql} - toIntervalDay({horizon:UInt32})`,
        )})
        WHERE has({people:Array(String)}, rep)) AS s
      LEFT JOIN (
        SELECT if(al.root_id = '', x.deal_id, al.root_id) AS deal_id, x.activity_id AS activity_id, x.starts_at AS at, x.kind AS kind, x.direction AS direction,
          x.outcome AS outcome, x.duration_s AS duration_s
        FROM activity_facts AS x FINAL
        LEFT JOIN (SELECT deal_id, root_id FROM deal_aliases FINAL WHERE tenant = {tenant:String}) AS al ON al.deal_id = x.deal_id
        WHERE x.tenant = {tenant:String} AND x.state = 'logged' AND x.deal_id != '' AND x.event_at < ${asOfSql} AND ${isContact}) AS a ON a.deal_id = s.deal_id
      LEFT JOIN (
        SELECT d.deal_id AS deal_id, any(if(d.created_at < toDateTime64('2299-01-01 00:00:00', 6, 'UTC') AND d.created_at > toDateTime64(0, 6, 'UTC'), d.created_at, d.first_event_at)) AS began,
          minIf(x.starts_at, x.direction = 'outbound' AND x.state = 'logged' AND x.event_at < ${asOfSql}) AS first_out
        FROM deal_facts AS d FINAL
        LEFT JOIN (SELECT * FROM activity_facts FINAL WHERE tenant = {tenant:String} AND deal_id != '' AND kind != 'task') AS x ON x.deal_id = d.deal_id
        WHERE d.tenant = {tenant:String} GROUP BY d.deal_id) AS f ON f.deal_id = s.deal_id)
    GROUP BY deal_id, rep, segment, product, entered_at, advanced, windowDays
    ORDER BY deal_id`,
  parameters: z.object({
    tenant: z.string(),
    pipeline: z.string(),
    stage: z.string(),
    as_of: z.string(),
    from: z.string(),
    horizon: z.int(),
    people: z.array(z.string()),
  }),
  row: z.object({
    dealId: z.string(),
    repId: z.string(),
    segment: z.string(),
    product: z.string(),
    advanced: z.union([z.boolean(), z.number()]).transform(Boolean),
    windowDays: z.number(),
    contacts: z.number(),
    contactDays: z.number(),
    contactKinds: z.number(),
    talkMinutes: z.number(),
    calls: z.number(),
    connectedCalls: z.number(),
    messages: z.number(),
    replies: z.number(),
    meetings: z.number(),
    missedMeetings: z.number(),
    conversations: z.number(),
    daysWithoutContact: z.number(),
    firstResponseHours: z.number().nullable(),
  }),
};

/** What was done early for the deals of some people at one step; the deals that were skipped or are too young are left out. */
export async function readEarlyDeals(warehouse: Warehouse, scope: EarlyScope): Promise<EarlyDeal[]> {
  const rows = await warehouse.read(earlyDeals, {
    tenant: scope.tenant,
    pipeline: scope.pipelineId,
    stage: scope.stageId,
    as_of: toEngineTime(scope.asOf),
    from: toEngineTime(daysBefore(scope.asOf, scope.maxAgeDays)),
    horizon: scope.horizonDays,
    people: [...scope.personIds],
  });
  return rows.map(({ segment, product, ...row }) => ({
    ...row,
    segmentKey: JSON.stringify([segment, product]),
  }));
}
