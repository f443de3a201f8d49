/**
 * Exposure and successes of one step, rep × segment, row-major (index = rep × segments + segment). Counts may be
 * fractional; successes may exceed the exposure a little in tiny cells (age-weighted exposure).
 */
export type StepCounts = {
  readonly reps: number;
  readonly segments: number;
  readonly exposure: Float64Array;
  readonly advanced: Float64Array;
};

/** Sum of one rep's row, in the order of the segments. */
export function sumOfRep(counts: StepCounts, values: Float64Array, rep: number): number {
  let sum = 0;
  for (let k = 0; k < counts.segments; k++) sum += values[rep * counts.segments + k] ?? 0;
  return sum;
}
