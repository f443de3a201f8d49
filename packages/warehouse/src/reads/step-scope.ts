import type { Grouping, Instant } from '@stepup/contracts';
import * as z from 'zod';
import { asOfSql, creditedRepSql } from './credited-rep.ts';
import { withPeopleAtSql } from './people-join.ts';

/** Whose numbers may be seen: everybody's, or those credited to these people. */
export type VisibleReps = 'all' | readonly string[];

/** Which steps a question is about. Times in UTC; the period is that of the entry, half-open. */
export interface StepScope {
  tenant: string;
  pipelineId: string;
  from: Instant;
  to: Instant;
  /** Events count with time before it. */
  asOf: Instant;
  /** Zone of weeks and months. */
  timeZone: string;
  by: Grouping | null;
  reps: VisibleReps;
  rep?: string;
  team?: string;
  manager?: string;
}

/** Parameters of {@link visibleStepsSql}. */
export const stepScopeParameters = z.object({
  tenant: z.string(),
  pipeline: z.string(),
  from: z.string(),
  to: z.string(),
  as_of: z.string(),
  zone: z.string(),
  sees_all: z.int(),
  visible: z.array(z.string()),
  rep: z.string(),
  team: z.string(),
  manager: z.string(),
});

export function toStepParameters(scope: StepScope): z.input<typeof stepScopeParameters> {
  return {
    tenant: scope.tenant,
    pipeline: scope.pipelineId,
    from: toEngineTime(scope.from),
    to: toEngineTime(scope.to),
    as_of: toEngineTime(scope.asOf),
    zone: scope.timeZone,
    sees_all: scope.reps === 'all' ? 1 : 0,
    visible: scope.reps === 'all' ? [] : [...scope.reps],
    rep: scope.rep ?? '',
    team: scope.team ?? '',
    manager: scope.manager ?? '',
  };
}

/** An Instant as the engine reads it in a parameter, which knows no `Z`. */
export function toEngineTime(instant: Instant): string {
  return instant.replace('T', ' ').replace('Z', '');
}

/**
 * Steps as they stood at `as_of`, one row each, with `rep`, `team`, `manager` (the rep's at entry), state columns
 * (`is_advanced`, `is_lost`), `ended_at` and `age_us` or `took_us`. A derived table, to be put into FROM.
 */
export const visibleStepsSql = withPeopleAtSql(
  `
    SELECT deal_id, stage_id, next_stage_id, rank, defined_horizon_days, entered_at, skipped, segment, product, is_advanced, is_lost, is_paused, ended_at,
      toUnixTimestamp64Micro(ended_at) - toUnixTimestamp64Micro(entered_at) AS lasted_us,
      ${creditedRepSql} AS rep
    FROM (
      SELECT deal_id, s.stage_id AS stage_id, s.next_stage_id AS next_stage_id, s.rank AS rank, s.defined_horizon_days AS defined_horizon_days,
        s.entered_at AS entered_at, s.skipped AS skipped, s.segment AS segment, s.product AS product, s.entry_owner_id AS entry_owner_id,
        s.held_by AS held_by, s.held_from AS held_from, s.held_until AS held_until,
        s.advanced_at < ${asOfSql} AS is_advanced,
        s.advanced_at >= ${asOfSql} AND s.lost_at < ${asOfSql} AS is_lost,
        s.advanced_at >= ${asOfSql} AND s.lost_at >= ${asOfSql} AND s.paused_at < ${asOfSql} AS is_paused,
        multiIf(is_advanced, s.advanced_at, is_lost, s.lost_at, is_paused, s.paused_at, ${asOfSql}) AS ended_at
      FROM deal_facts FINAL ARRAY JOIN steps AS s
      WHERE tenant = {tenant:String} AND hidden = 'no' AND s.pipeline_id = {pipeline:String}
        AND s.entered_at >= {from:DateTime64(6, 'UTC')} AND s.entered_at < {to:DateTime64(6, 'UTC')} AND s.entered_at < ${asOfSql}
        AND s.valid_from < ${asOfSql} AND s.valid_until >= ${asOfSql})`,
  'entered_at',
);

/** The key of a row under each grouping, as SQL; `column` is the time that weeks and months go by. */
export function keySql(by: Grouping | null, column: string): string {
  const local = `toTimeZone(${column}, {zone:String})`;
  switch (by) {
    case null:
      return `'all'`;
    case 'week':
      return `concat(toString(toISOYear(${local})), '-W', leftPad(toString(toISOWeek(${local})), 2, '0'))`;
    case 'month':
      return `formatDateTime(${local}, '%Y-%m')`;
    case 'rep':
    case 'team':
    case 'manager':
    case 'segment':
    case 'product':
      return by;
  }
}
