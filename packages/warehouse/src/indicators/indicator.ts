import type { Grouping, IndicatorDefinition, Instant, NullReason } from '@stepup/contracts';
import type * as z from 'zod';
import type { Warehouse } from '../engine/open-warehouse.ts';
import type { VisibleReps } from '../reads/step-scope.ts';

/** What an indicator is asked for. Without `stageId` step indicators take all steps of the pipeline together. */
export interface IndicatorScope {
  tenant: string;
  /** Not given where the tenant has none, and where rows are by pipeline and all are meant. */
  pipelineId?: string;
  stageId?: string;
  from: Instant;
  to: Instant;
  asOf: Instant;
  timeZone: string;
  /** 1 to 12; January where it is not given. */
  fiscalYearStartMonth?: number;
  /** Currency that money is given in; null while the tenant's deals use several and none is configured. */
  currency: string | null;
  by: Grouping | null;
  reps: VisibleReps;
  rep?: string;
  team?: string;
  manager?: string;
}

/** A value with what it rests on. Money is text with two decimals, everything else a number. */
export interface IndicatorRow {
  key: string;
  value: number | string | null;
  currency?: string;
  interval: [number, number] | [string, string] | null;
  n: number;
  open: number | null;
  reason_if_null?: NullReason;
}

/**
 * What an indicator is counted from, as SQL: both the number and the list behind it are read from this.
 */
export interface Observations {
  /**
   * A SELECT in brackets, to be put into FROM: one row for each thing counted, within the period and for the people asked
   * about. Columns: `deal_id` or `activity_id`, and those that the groupings go by.
   */
  rows: string;
  /** Column that weeks and months go by. */
  dated: string;
  /** SQL condition on what belongs to a row of the answer; `1` for all. */
  counted: string;
  /** SQL condition on those of it that a row opens to; `1` for all. */
  opened: string;
}

/** One definition of an indicator: what it means, how it is read, and what is behind it. */
export interface Indicator {
  definition: Omit<IndicatorDefinition, 'earlier_versions'>;
  /** Null where nothing that a list could show is behind it. */
  observe: ((scope: IndicatorScope) => Observations) | null;
  /** Parameters of the SQL of {@link Observations} beyond those of every indicator. */
  parameters: z.ZodRawShape;
  bind: (
    scope: IndicatorScope,
    warehouse: Warehouse,
  ) => Record<string, unknown> | Promise<Record<string, unknown>>;
  /** Sorted by key. */
  read(warehouse: Warehouse, scope: IndicatorScope): Promise<IndicatorRow[]>;
}

/** Intervals of indicators cover this share. */
export const intervalLevel = 0.9;
