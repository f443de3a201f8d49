import { expit } from '@stepup/statistics';
import { stepCrossedLogit, zeroCrossedLogit } from '../model/crossed-logit.ts';
import { sumOfRep } from '../model/step-counts.ts';
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
 * Given the margins of a table the mean of chi-square is not its degrees of freedom but N / (N − 1) times as much
 * (Haldane 1940, Biometrika 31, 346–355), so a rep's N deals weigh (N − 1) / N; with a dozen deals a rep the plain
 * quotient would lie a tenth above 1 where nothing is overdispersed.
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
      const ofRep = sumOfRep(counts, counts.exposure, rep);
      chiSquare += ((residual * residual) / (n * p * (1 - p))) * ((ofRep - 1) / ofRep);
      cells++;
      reps.add(rep);
      months.add(month);
    }
    degreesOfFreedom += Math.max(0, cells - reps.size - months.size + 1);
  }
  if (degreesOfFreedom < DEGREES_NEEDED) return { phi: PHI_WITHOUT_DEGREES, degreesOfFreedom };
  const excess = shrinkExcess(chiSquare / degreesOfFreedom - 1, degreesOfFreedom);
  return { phi: Math.min(PHI_MAX, PHI_MIN + excess), degreesOfFreedom };
}

/**
 * The excess over 1, shrunk by e² / (e² + 2 / df): its sampling variance is 2 / df, and cutting negative excesses off at 0
 * alone would leave a positive one on average where there is none.
 */
function shrinkExcess(excess: number, degreesOfFreedom: number): number {
  if (excess <= 0) return 0;
  const squared = excess * excess;
  return (excess * squared) / (squared + 2 / degreesOfFreedom);
}

/** Divides exposure and successes by phi. */
export function deflateCounts(counts: StepCounts, phi: number): StepCounts {
  return {
    ...counts,
    exposure: counts.exposure.map((n) => n / phi),
    advanced: counts.advanced.map((x) => x / phi),
  };
}
