import { expit } from '@stepup/statistics';
import { choleskyFactor, solveCholesky } from '../model/solve-symmetric.ts';
import type { IndicatorDeal } from './indicator-deals.ts';

/** Effect of one indicator within a rep's own deals; logits per standard deviation, positive = as expected. */
export type IndicatorEffect = { readonly effect: number; readonly standardError: number };

const RIDGE = { indicator: 4, segment: 1, rep: 0.01 };
const NEWTON_STEPS = 12;
const MAX_STEP = 2;

/**
 * Effects b of logit p = Σ_j b_j z_j + g_k + u_r by penalised Newton, with standard errors from the inverse of the
 * penalised information. The reps' block is diagonal and eliminated first, so the dense solve has the size of indicators
 * plus segments.
 */
export function fitWithinReps(
  deals: readonly IndicatorDeal[],
  scores: readonly (readonly (number | null)[])[],
): IndicatorEffect[] {
  const repIndex = indexOf(deals.map(({ repId }) => repId));
  const segmentIndex = indexOf(deals.map(({ segmentKey }) => segmentKey));
  const indicators = scores.length;
  const size = indicators + segmentIndex.size;
  const rows = deals.map((deal, i): Row => {
    const score = scores.map((ofIndicator) => ofIndicator[i] ?? 0);
    return {
      score,
      segment: indicators + (segmentIndex.get(deal.segmentKey) ?? 0),
      rep: repIndex.get(deal.repId) ?? 0,
      advanced: deal.advanced ? 1 : 0,
    };
  });
  const ridge = Float64Array.from({ length: size }, (_, i) =>
    i < indicators ? RIDGE.indicator : RIDGE.segment,
  );
  const dense = new Float64Array(size);
  const skill = new Float64Array(repIndex.size);
  let factor = new Float64Array(size * size);
  for (let step = 0; step < NEWTON_STEPS; step++) {
    factor = new Float64Array(takeNewtonStep(rows, ridge, dense, skill));
  }
  return scores.map((_, j) => {
    const unit = new Float64Array(size);
    unit[j] = 1;
    const variance = solveCholesky(factor, size, unit)[j] ?? Infinity;
    return { effect: dense[j] ?? 0, standardError: Math.sqrt(variance) };
  });
}

type Row = {
  readonly score: readonly number[];
  readonly segment: number;
  readonly rep: number;
  readonly advanced: 0 | 1;
};

/** One step in place; returns the Cholesky factor of the dense block after the reps are eliminated. */
function takeNewtonStep(
  rows: readonly Row[],
  ridge: Float64Array,
  dense: Float64Array,
  skill: Float64Array,
): Float64Array {
  const size = dense.length;
  const schur = new Float64Array(size * size);
  const gradient = Float64Array.from(dense, (value, i) => -(ridge[i] ?? 0) * value);
  for (let i = 0; i < size; i++) schur[i * size + i] = ridge[i] ?? 0;
  const repPivot = new Float64Array(skill.length).fill(RIDGE.rep);
  const repGradient = Float64Array.from(skill, (value) => -RIDGE.rep * value);
  const border = new Float64Array(skill.length * size);
  for (const { score, segment, rep, advanced } of rows) {
    let eta = (dense[segment] ?? 0) + (skill[rep] ?? 0);
    for (const [j, z] of score.entries()) eta += (dense[j] ?? 0) * z;
    const p = expit(eta);
    const information = p * (1 - p);
    const residual = advanced - p;
    repPivot[rep] = (repPivot[rep] ?? 0) + information;
    repGradient[rep] = (repGradient[rep] ?? 0) + residual;
    const at = (i: number, value: number): void => {
      gradient[i] = (gradient[i] ?? 0) + residual * value;
      border[rep * size + i] = (border[rep * size + i] ?? 0) + information * value;
    };
    for (const [j, z] of score.entries()) {
      at(j, z);
      for (let i = 0; i <= j; i++) {
        schur[j * size + i] = (schur[j * size + i] ?? 0) + information * z * (score[i] ?? 0);
      }
      schur[segment * size + j] = (schur[segment * size + j] ?? 0) + information * z;
    }
    at(segment, 1);
    schur[segment * size + segment] = (schur[segment * size + segment] ?? 0) + information;
  }
  for (let r = 0; r < skill.length; r++) {
    for (let i = 0; i < size; i++) {
      const share = (border[r * size + i] ?? 0) / (repPivot[r] ?? 1);
      if (share === 0) continue;
      gradient[i] = (gradient[i] ?? 0) - share * (repGradient[r] ?? 0);
      for (let j = 0; j <= i; j++) {
        schur[i * size + j] = (schur[i * size + j] ?? 0) - share * (border[r * size + j] ?? 0);
      }
    }
  }
  const factor = choleskyFactor(schur, size);
  const denseStep = solveCholesky(factor, size, gradient);
  const repStep = Float64Array.from(skill, (_, r) => {
    let step = repGradient[r] ?? 0;
    for (let i = 0; i < size; i++) step -= (border[r * size + i] ?? 0) * (denseStep[i] ?? 0);
    return step / (repPivot[r] ?? 1);
  });
  let longest = 0;
  for (const step of denseStep) longest = Math.max(longest, Math.abs(step));
  for (const step of repStep) longest = Math.max(longest, Math.abs(step));
  const damping = longest > MAX_STEP ? MAX_STEP / longest : 1;
  for (let i = 0; i < size; i++) dense[i] = (dense[i] ?? 0) + damping * (denseStep[i] ?? 0);
  for (let r = 0; r < skill.length; r++) skill[r] = (skill[r] ?? 0) + damping * (repStep[r] ?? 0);
  return factor;
}

function indexOf(keys: readonly string[]): Map<string, number> {
  return new Map([...new Set(keys)].toSorted().map((key, index) => [key, index]));
}
