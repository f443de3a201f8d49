import type { Grouping, IndicatorDefinition, Instant, NullReason } from '@stepup/contracts';
import type { Warehouse } from '../engine/open-warehouse.ts';
import type { VisibleReps } from '../reads/step-scope.ts';

/** What an indicator is asked for. Without `stageId` step indicators take all steps of the pipeline together. */
export interface IndicatorScope {
  tenant: string;
  /** Not given where the tenant has none. */
  pipelineId?: string;
  stageId?: string;
  from: Instant;
  to: Instant;
  asOf: Instant;
  timeZone: string;
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
  interval: [number, number] | null;
  n: number;
  open: number | null;
  reason_if_null?: NullReason;
}

/** One indicator: what it means, and how it is read. Rows come sorted by key. */
export interface Indicator {
  definition: IndicatorDefinition;
  read(warehouse: Warehouse, scope: IndicatorScope): Promise<IndicatorRow[]>;
}

/** Intervals of indicators cover this share. */
export const intervalLevel = 0.9;

/** Every grouping that a step, credited and dated by its entry, can be put under. */
export const stepGroupings: Grouping[] = ['rep', 'team', 'manager', 'segment', 'product', 'week', 'month'];
