import type { TenantTransaction } from '@stepup/store';

/** What verification says about the outcome of one plan. */
export interface PlanVerdict {
  readonly planId: string;
  readonly outcome: 'worked' | 'no_evidence' | 'fell' | 'too_early';
  /** Of a verdict that is too early: the day on which it can be told, where that can be said. */
  readonly toldFrom: string | null;
}

/** Reads the newest verdict of each of these plans; plans that have none are left out. */
export type ReadVerdicts = (
  tx: TenantTransaction,
  planIds: readonly string[],
) => Promise<ReadonlyMap<string, PlanVerdict>>;

/** While plans are not verified yet no plan has a verdict, and assessments say so. */
export const readVerdicts: ReadVerdicts = () => Promise.resolve(new Map());
