import type { StepCounts } from '../model/step-counts.ts';

const MIN_SHARE = 0.03;

/**
 * Where each segment goes: segments with less than 3 % of the team's exposure share the last column ("other").
 *
 * @returns column per segment, and the number of columns
 */
export function planSegmentPooling(counts: StepCounts): { columnOf: readonly number[]; columns: number } {
  const exposure = new Float64Array(counts.segments);
  let total = 0;
  for (const [index, n] of counts.exposure.entries()) {
    const segment = index % counts.segments;
    exposure[segment] = (exposure[segment] ?? 0) + n;
    total += n;
  }
  const isLarge = Array.from(exposure, (n) => n > 0 && n >= MIN_SHARE * total);
  const large = isLarge.filter(Boolean).length;
  let next = 0;
  const columnOf = isLarge.map((isOwn) => (isOwn ? next++ : large));
  return { columnOf, columns: large < counts.segments ? large + 1 : large };
}

/** Adds up the columns of `counts` as planned. */
export function poolSegments(
  counts: StepCounts,
  plan: { readonly columnOf: readonly number[]; readonly columns: number },
): StepCounts {
  const pool = (values: Float64Array): Float64Array => {
    const pooled = new Float64Array(counts.reps * plan.columns);
    for (const [index, value] of values.entries()) {
      const rep = Math.floor(index / counts.segments);
      const cell = rep * plan.columns + (plan.columnOf[index % counts.segments] ?? 0);
      pooled[cell] = (pooled[cell] ?? 0) + value;
    }
    return pooled;
  };
  return {
    reps: counts.reps,
    segments: plan.columns,
    exposure: pool(counts.exposure),
    advanced: pool(counts.advanced),
  };
}
