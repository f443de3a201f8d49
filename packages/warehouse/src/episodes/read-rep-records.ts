import type { Instant } from '@stepup/contracts';
import * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { asOfSql } from '../reads/as-of.ts';
import { inQuartersSql } from '../reads/in-quarters.ts';
import { toEngineTime } from '../reads/step-scope.ts';
import { creditedStepsSql } from '../reads/steps-at-moment.ts';
import { daysBefore } from './days-before.ts';

/** What happened to the deals credited to one person at a step, and why they were lost as far as that was said. */
export interface StepRepRecord {
  repId: string;
  entered: number;
  /** Went on to another person while they stood there. */
  handedOn: number;
  lost: number;
  /** Lost on a day on which the same person closed at least fifteen deals as lost. */
  lostInBulk: number;
  lostReasons: string[];
}

const bulkDeals = 15;

const repRecords = {
  name: 'rep_records',
  sql: `SELECT rep AS repId, count() AS entered, countIf(owner_changed) AS handedOn, countIf(is_lost) AS lost,
      countIf(is_lost AND bulk.closed >= ${bulkDeals}) AS lostInBulk, groupArrayIf(d.lost_reason, is_lost) AS lostReasons
    FROM (
      SELECT deal_id, rep, owner_changed, is_lost, toDate(ended_at) AS lost_on
      FROM (${creditedStepsSql(
        ['deal_id', 'stage_id', 'skipped', 'entered_at'],
        `f.pipeline_id = {pipeline:String} AND f.stage_id = {stage:String} AND f.skipped = 0 AND ${inQuartersSql('f.entry_quarter', `{from:DateTime64(6, 'UTC')}`, asOfSql)}
          AND f.entered_at >= {from:DateTime64(6, 'UTC')}`,
      )})
      WHERE has({people:Array(String)}, rep)) AS s
    LEFT JOIN (SELECT deal_id, lost_reason FROM deal_facts FINAL WHERE tenant = {tenant:String} AND hidden = 'no') AS d ON d.deal_id = s.deal_id
    LEFT JOIN (
      SELECT owner, closed_on, count() AS closed FROM (
        SELECT c_owner AS owner, toDate(c_at) AS closed_on FROM deal_facts FINAL
        ARRAY JOIN stands.owner_id AS c_owner, stands.at AS c_at, stands.outcome AS c_outcome
        WHERE tenant = {tenant:String} AND hidden = 'no' AND c_outcome = 'lost' AND c_at < ${asOfSql})
      GROUP BY owner, closed_on) AS bulk ON bulk.owner = s.rep AND bulk.closed_on = s.lost_on
    GROUP BY rep ORDER BY rep`,
  parameters: z.object({
    tenant: z.string(),
    pipeline: z.string(),
    stage: z.string(),
    as_of: z.string(),
    from: z.string(),
    people: z.array(z.string()),
  }),
  row: z.object({
    repId: z.string(),
    entered: z.number(),
    handedOn: z.number(),
    lost: z.number(),
    lostInBulk: z.number(),
    lostReasons: z.array(z.string()),
  }),
};

/** One row for each of the people who has deals at the step in the days before `asOf`. */
export async function readRepRecords(
  warehouse: Warehouse,
  scope: {
    readonly tenant: string;
    readonly pipelineId: string;
    readonly stageId: string;
    readonly asOf: Instant;
    readonly maxAgeDays: number;
    readonly personIds: readonly string[];
  },
): Promise<StepRepRecord[]> {
  return warehouse.read(repRecords, {
    tenant: scope.tenant,
    pipeline: scope.pipelineId,
    stage: scope.stageId,
    as_of: toEngineTime(scope.asOf),
    from: toEngineTime(daysBefore(scope.asOf, scope.maxAgeDays)),
    people: [...scope.personIds],
  });
}
