import { aalenJohansen, type Watched } from './aalen-johansen.ts';
import type { OracleStep } from './deal-steps.ts';
import { type Instant, microsBetween, microsPerDay } from './instant.ts';

interface FunnelStep {
  readonly stageId: string;
  readonly entered: number;
  readonly advanced: number;
  readonly lost: number;
  readonly open: number;
  readonly skipped: number;
  /** Those at least as old as the horizon, and of them those advanced within it. */
  readonly mature: { readonly entered: number; readonly advanced: number };
  /** Aalen–Johansen at the horizon; null where nothing entered. */
  readonly rate: number | null;
  readonly horizonDays: number;
}

export interface FunnelRow {
  readonly key: string;
  readonly steps: readonly FunnelStep[];
}

/** Counts one cohort on one stage. */
export function countFunnelStep(
  stageId: string,
  cohort: readonly OracleStep[],
  horizonDays: number,
  asOf: Instant,
): FunnelStep {
  const horizonMicros = horizonDays * microsPerDay;
  const inState = (state: OracleStep['state']): number =>
    cohort.filter((step) => step.state === state).length;
  const mature = cohort.filter(
    (step) => microsBetween(step.enteredAt, step.pausedAt ?? asOf) >= horizonMicros,
  );
  const inTime = (step: OracleStep): boolean =>
    step.advancedAt !== null && microsBetween(step.enteredAt, step.advancedAt) <= horizonMicros;
  return {
    stageId,
    entered: cohort.length,
    advanced: inState('advanced'),
    lost: inState('lost'),
    open: inState('open'),
    skipped: cohort.filter(({ skipped }) => skipped).length,
    mature: { entered: mature.length, advanced: mature.filter(inTime).length },
    rate: aalenJohansen(
      cohort.map((step) => watch(step, asOf)),
      horizonMicros,
    ),
    horizonDays,
  };
}

function watch(step: OracleStep, asOf: Instant): Watched {
  const until = step.advancedAt ?? step.lostAt ?? step.pausedAt ?? asOf;
  const end = step.state === 'open' ? 'censored' : step.state;
  return { duration: microsBetween(step.enteredAt, until), end };
}
