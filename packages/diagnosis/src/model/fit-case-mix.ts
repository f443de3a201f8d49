import { expit } from '@stepup/statistics';
import { stepCrossedLogit, zeroCrossedLogit } from './crossed-logit.ts';
import type { StepCounts } from './step-counts.ts';

/** How hard each segment is, fitted with the reps' own effects in, and where the team's intercept lies. */
export type CaseMix = {
  /** Team intercept, logit. */
  readonly intercept: number;
  /** Segment effects, logit; fixed from here on (plug-in). */
  readonly segmentEffects: Float64Array;
  /** Standard error of the intercept, logit. */
  readonly interceptError: number;
};

const OUTER_STEPS = 6;
const INNER_STEPS = 4;
const INITIAL_SPREAD_VARIANCE = 0.09;
const SPREAD_VARIANCE_MIN = 0.01;
const SPREAD_VARIANCE_MAX = 1;
const INTERCEPT_RIDGE = 1e-4;
const SEGMENT_RIDGE = 1;

/**
 * Penalised Newton fit of logit p = a + g_k + u_r with ridge 1e-4 on a, 1 on g and 1/tau² on u; tau² follows by
 * expectation–maximisation. The reps' effects stay in, otherwise weak reps make "their" segment look hard.
 */
export function fitCaseMix(counts: StepCounts): CaseMix {
  const fit = zeroCrossedLogit(counts);
  let spreadVariance = INITIAL_SPREAD_VARIANCE;
  for (let outer = 0; outer < OUTER_STEPS; outer++) {
    const ridge = { intercept: INTERCEPT_RIDGE, column: SEGMENT_RIDGE, row: 1 / spreadVariance };
    let trace = 0;
    for (let inner = 0; inner < INNER_STEPS; inner++) trace = stepCrossedLogit(counts, fit, ridge);
    let squares = 0;
    for (const u of fit.row) squares += u * u;
    const update = counts.reps > 0 ? (squares + trace) / counts.reps : INITIAL_SPREAD_VARIANCE;
    spreadVariance = Math.min(SPREAD_VARIANCE_MAX, Math.max(SPREAD_VARIANCE_MIN, update));
  }
  let information = 0;
  for (let r = 0; r < counts.reps; r++) {
    for (let k = 0; k < counts.segments; k++) {
      const p = expit(fit.intercept + (fit.column[k] ?? 0) + (fit.row[r] ?? 0));
      information += (counts.exposure[r * counts.segments + k] ?? 0) * p * (1 - p);
    }
  }
  const variance = 1 / Math.max(information, 1e-12) + spreadVariance / Math.max(counts.reps, 1);
  return {
    intercept: fit.intercept,
    segmentEffects: fit.column,
    interceptError: Math.sqrt(variance),
  };
}
