import { choleskyFactor, solveCholesky } from '../model/solve-symmetric.ts';

type Scores = readonly (number | null)[];

/**
 * Scores of indicators without what indicators of an earlier order foretell (least squares over the deals, missing = mean).
 * What a customer answers lies between the work and the advance: beside it in one model the work seems to do nothing, since all
 * it does it does through the answer. Taken in their order, work keeps its whole effect and an answer what it adds
 * (Frisch–Waugh–Lovell).
 */
export function leaveOutForetold(scores: readonly Scores[], order: readonly number[]): Scores[] {
  return scores.map((own, j) => {
    const earlier = scores.filter((_, i) => (order[i] ?? 0) < (order[j] ?? 0));
    return earlier.length === 0 ? own : residualsOf(own, earlier);
  });
}

/** Keeps the equations solvable where two indicators are one. */
const ridgePerDeal = 1e-6;

function residualsOf(own: Scores, earlier: readonly Scores[]): Scores {
  const size = earlier.length;
  const normal = new Float64Array(size * size);
  const right = new Float64Array(size);
  for (const [deal, value] of own.entries()) {
    if (value === null) continue;
    for (let i = 0; i < size; i++) {
      const score = earlier[i]?.[deal] ?? 0;
      right[i] = (right[i] ?? 0) + score * value;
      for (let k = 0; k <= i; k++) {
        normal[i * size + k] = (normal[i * size + k] ?? 0) + score * (earlier[k]?.[deal] ?? 0);
      }
    }
  }
  for (let i = 0; i < size; i++) {
    normal[i * size + i] = (normal[i * size + i] ?? 0) + ridgePerDeal * Math.max(1, own.length);
  }
  const slopes = solveCholesky(choleskyFactor(normal, size), size, right);
  return own.map((value, deal) => {
    if (value === null) return null;
    let rest = value;
    for (let i = 0; i < size; i++) rest -= (slopes[i] ?? 0) * (earlier[i]?.[deal] ?? 0);
    return rest;
  });
}
