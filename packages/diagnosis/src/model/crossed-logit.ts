import { expit } from '@stepup/statistics';
import { choleskyFactor, solveCholesky } from './solve-symmetric.ts';
import type { StepCounts } from './step-counts.ts';

/** Coefficients of logit p = intercept + column[k] + row[r]. */
export type CrossedLogit = {
  intercept: number;
  readonly column: Float64Array;
  readonly row: Float64Array;
};

export type Ridge = { readonly intercept: number; readonly column: number; readonly row: number };

/** A longer Newton step than this (logits) only happens where the data separate; capping it keeps the fit finite. */
const MAX_NEWTON_STEP = 2;

export function zeroCrossedLogit(counts: StepCounts): CrossedLogit {
  return {
    intercept: 0,
    column: new Float64Array(counts.segments),
    row: new Float64Array(counts.reps),
  };
}

/**
 * One penalised Newton step in place. The rows' block of the Hessian is diagonal, so it is eliminated first and the
 * dense solve has the size 1 + columns only.
 *
 * @returns the trace of the rows' block of the inverse Hessian (Σ_r Var row_r)
 */
export function stepCrossedLogit(counts: StepCounts, fit: CrossedLogit, ridge: Ridge): number {
  const { reps, segments } = counts;
  const size = segments + 1;
  // The columns' block (intercept first) after eliminating the rows, and its right-hand side.
  const schur = new Float64Array(size * size);
  const gradient = new Float64Array(size);
  const rowPivot = new Float64Array(reps);
  const rowGradient = new Float64Array(reps);
  const border = new Float64Array(reps * size);

  for (let r = 0; r < reps; r++) {
    let informationOfRow = 0;
    let scoreOfRow = 0;
    for (let k = 0; k < segments; k++) {
      const n = counts.exposure[r * segments + k] ?? 0;
      const p = expit(fit.intercept + (fit.column[k] ?? 0) + (fit.row[r] ?? 0));
      const information = n * p * (1 - p);
      const score = (counts.advanced[r * segments + k] ?? 0) - n * p;
      informationOfRow += information;
      scoreOfRow += score;
      border[r * size + k + 1] = information;
      gradient[k + 1] = (gradient[k + 1] ?? 0) + score;
      schur[(k + 1) * size + k + 1] = (schur[(k + 1) * size + k + 1] ?? 0) + information;
      schur[(k + 1) * size] = (schur[(k + 1) * size] ?? 0) + information;
    }
    border[r * size] = informationOfRow;
    gradient[0] = (gradient[0] ?? 0) + scoreOfRow;
    schur[0] = (schur[0] ?? 0) + informationOfRow;
    rowPivot[r] = informationOfRow + ridge.row;
    rowGradient[r] = scoreOfRow - ridge.row * (fit.row[r] ?? 0);
  }
  schur[0] = (schur[0] ?? 0) + ridge.intercept;
  gradient[0] = (gradient[0] ?? 0) - ridge.intercept * fit.intercept;
  for (let k = 0; k < segments; k++) {
    const diagonal = (k + 1) * size + k + 1;
    schur[diagonal] = (schur[diagonal] ?? 0) + ridge.column;
    gradient[k + 1] = (gradient[k + 1] ?? 0) - ridge.column * (fit.column[k] ?? 0);
  }
  for (let r = 0; r < reps; r++) {
    const pivot = rowPivot[r] ?? 1;
    for (let i = 0; i < size; i++) {
      const share = (border[r * size + i] ?? 0) / pivot;
      if (share === 0) continue;
      gradient[i] = (gradient[i] ?? 0) - share * (rowGradient[r] ?? 0);
      for (let j = 0; j <= i; j++) {
        schur[i * size + j] = (schur[i * size + j] ?? 0) - share * (border[r * size + j] ?? 0);
      }
    }
  }

  const factor = choleskyFactor(schur, size);
  const columnStep = solveCholesky(factor, size, gradient);
  const rowStep = new Float64Array(reps);
  let traceOfRows = 0;
  let longest = 0;
  for (let r = 0; r < reps; r++) {
    const pivot = rowPivot[r] ?? 1;
    const share = border.slice(r * size, (r + 1) * size).map((value) => value / pivot);
    const solved = solveCholesky(factor, size, share);
    let step = (rowGradient[r] ?? 0) / pivot;
    let variance = 1 / pivot;
    for (let i = 0; i < size; i++) {
      step -= (share[i] ?? 0) * (columnStep[i] ?? 0);
      variance += (share[i] ?? 0) * (solved[i] ?? 0);
    }
    rowStep[r] = step;
    traceOfRows += variance;
    longest = Math.max(longest, Math.abs(step));
  }
  for (const step of columnStep) longest = Math.max(longest, Math.abs(step));

  const damping = longest > MAX_NEWTON_STEP ? MAX_NEWTON_STEP / longest : 1;
  fit.intercept += damping * (columnStep[0] ?? 0);
  for (let k = 0; k < segments; k++) {
    fit.column[k] = (fit.column[k] ?? 0) + damping * (columnStep[k + 1] ?? 0);
  }
  for (let r = 0; r < reps; r++) fit.row[r] = (fit.row[r] ?? 0) + damping * (rowStep[r] ?? 0);
  return traceOfRows;
}
