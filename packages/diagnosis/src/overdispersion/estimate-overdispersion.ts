import { expit } from '@stepup/statistics';
import { stepCrossedLogit, zeroCrossedLogit } from '../model/crossed-logit.ts';
import type { StepCounts } from '../model/step-counts.ts';

export type Overdispersion = {
  /** Variance inflation of the counts, 1 to 3. */
  readonly phi: number;
  readonly degreesOfFreedom: number;
};

const NEWTON_STEPS = 15;
/** Keeps reps and months without wins or without losses finite; too small to shift any other. */
const RIDGE = { intercept: 1e-4, column: 0.01, row: 0.01 };
const EXPECTED_MIN = 0.02;
const EXPECTED_MAX = 0.98;
const PHI_MIN = 1;
const PHI_MAX = 3;
const DEGREES_NEEDED = 10;
const PHI_WITHOUT_DEGREES = 1.2;

/**
 * Overdispersion within reps: Pearson chi-square of rep × month counts around rep + calendar month (logit, both fitted),
 * over its degrees of freedom, pooled over the steps. What lies between reps is not overdispersion, it is skill.
 *
 * @param steps per step the MATURE deals, rep × calendar month; age-weighted counts would inflate it several times
 */
export function estimateOverdispersion(steps: readonly StepCounts[]): Overdispersion {
  let chiSquare = 0;
  let degreesOfFreedom = 0;
  for (const counts of steps) {
    const fit = zeroCrossedLogit(counts);
    for (let i = 0; i < NEWTON_STEPS; i++) stepCrossedLogit(counts, fit, RIDGE);
    let cells = 0;
    const months = new Set<number>();
    const reps = new Set<number>();
    for (const [index, n] of counts.exposure.entries()) {
      if (n < 1) continue;
      const rep = Math.floor(index / counts.segments);
      const month = index % counts.segments;
      const eta = fit.intercept + (fit.column[month] ?? 0) + (fit.row[rep] ?? 0);
      const p = Math.min(EXPECTED_MAX, Math.max(EXPECTED_MIN, expit(eta)));
      const residual = (counts.advanced[index] ?? 0) - n * p;
      chiSquare += (residual * residual) / (n * p * (1 - p));
      cells++;
      reps.add(rep);
      months.add(month);
    }
    degreesOfFreedom += Math.max(0, cells - reps.size - months.size + 1);
  }
  if (degreesOfFreedom < DEGREES_NEEDED) return { phi: PHI_WITHOUT_DEGREES, degreesOfFreedom };
  return { phi: Math.min(PHI_MAX, Math.max(PHI_MIN, chiSquare / degreesOfFreedom)), degreesOfFreedom };
}

/** Divides exposure and successes by phi. */
export function deflateCounts(counts: StepCounts, phi: number): StepCounts {
  return {
    ...counts,
    exposure: counts.exposure.map((n) => n / phi),
    advanced: counts.advanced.map((x) => x / phi),
  };
}
