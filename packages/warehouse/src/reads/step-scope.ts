import type { Grouping, Instant } from '@stepup/contracts';
import * as z from 'zod';
import { inQuartersSql } from './in-quarters.ts';
import { mayBeMeantSql, repFilterSql, withPeopleAtSql } from './people-join.ts';
import { creditedStepsSql, stepsAtMomentSql } from './steps-at-moment.ts';

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
  /** 1 to 12; January where it is not given. */
  fiscalYearStartMonth?: number;
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
  fiscal_start: z.int(),
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
    fiscal_start: scope.fiscalYearStartMonth ?? 1,
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

/** Columns of a step that not every question needs; `rep` is whom it is credited to. */
type StepColumn =
  | 'pipeline_id'
  | 'next_stage_id'
  | 'rank'
  | 'defined_horizon_days'
  | 'segment'
  | 'product'
  | 'amount'
  | 'currency'
  | 'is_first'
  | 'regressed_at'
  | 'pushed_at'
  | 'repriced_at'
  | 'repriced_to'
  | 'repriced_in'
  | 'rep';

const [from, to] = [`{from:DateTime64(6, 'UTC')}`, `{to:DateTime64(6, 'UTC')}`];
const pipelineSql = `({pipeline:String} = '' OR f.pipeline_id = {pipeline:String})`;
const enteredSql = `${inQuartersSql('f.entry_quarter', from, to)} AND f.entered_at >= ${from} AND f.entered_at < ${to}`;

/**
 * The deals with a step that was entered in the period and may be meant, as SQL of a SELECT of `deal_key`: rather too many, for a
 * condition on what is read about them.
 */
export const dealsOfStepsSql = `SELECT deal_key FROM step_facts AS f
  WHERE f.tenant = {tenant:String} AND (f.sole_holder = '' OR (${mayBeMeantSql('f.sole_holder')})) AND ${pipelineSql} AND ${enteredSql}`;

function stepsSql(columns: readonly StepColumn[]): string {
  const named = [
    'deal_id',
    'stage_id',
    'entered_at',
    'skipped',
    ...columns.filter((column) => column !== 'rep'),
  ];
  const period = `${pipelineSql} AND ${enteredSql}`;
  const steps = columns.includes('rep')
    ? creditedStepsSql(named, period, mayBeMeantSql('f.sole_holder'))
    : stepsAtMomentSql(named, period);
  return `SELECT *, toUnixTimestamp64Micro(ended_at) - toUnixTimestamp64Micro(entered_at) AS lasted_us FROM (${steps})`;
}

/**
 * Steps as they stood at `as_of`, one row each, with `rep`, `team`, `manager` (the rep's at entry), state columns
 * (`is_advanced`, `is_lost`, `is_paused`), `ended_at` and `lasted_us`. A derived table, to be put into FROM.
 */
export const visibleStepsSql = withPeopleAtSql(
  stepsSql(['pipeline_id', 'next_stage_id', 'rank', 'defined_horizon_days', 'segment', 'product', 'rep']),
  'entered_at',
);

/**
 * {@link visibleStepsSql} with only what the grouping and the filters of a question need of `rep`, `team`, `manager`,
 * `segment` and `product`, and without the columns of the stage but `stage_id` and `columns`.
 */
export function stepsAskedForSql(scope: StepScope, columns: readonly StepColumn[] = []): string {
  const { by, reps, rep, team, manager } = scope;
  const attribute: StepColumn[] = [...columns, ...groupingColumns(by)];
  if (by === 'team' || by === 'manager' || team !== undefined || manager !== undefined) {
    return withPeopleAtSql(stepsSql([...attribute, 'rep']), 'entered_at');
  }
  if (by !== 'rep' && reps === 'all' && rep === undefined) return `(${stepsSql(attribute)})`;
  return `(SELECT * FROM (${stepsSql([...attribute, 'rep'])}) WHERE ${repFilterSql})`;
}

function groupingColumns(by: Grouping | null): StepColumn[] {
  if (by === 'segment' || by === 'product') return [by];
  return by === 'pipeline' ? ['pipeline_id'] : [];
}

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
    case 'quarter':
      return `concat(toString(toYear(${local}) - (toMonth(${local}) < {fiscal_start:UInt8})), '-Q', toString(intDiv((toMonth(${local}) + 12 - {fiscal_start:UInt8}) % 12, 3) + 1))`;
    case 'rep':
    case 'team':
    case 'manager':
    case 'segment':
    case 'product':
      return by;
    case 'pipeline':
      return 'pipeline_id';
    case 'stage':
      return 'stage_id';
    case 'kind':
      return `concat(kind, ' ', direction)`;
    case 'lost_reason':
      return `if(lost_reason = '', 'unknown', lost_reason)`;
  }
}
