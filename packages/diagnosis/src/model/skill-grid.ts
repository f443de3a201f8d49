/** Spacing of the lattice on which skills, intercepts and log-likelihoods live, logits. */
export const GRID_STEP = 0.05;
/** Skill effects u run from −3 to 3. */
export const SKILL_POINTS = 121;
export const SKILL_ZERO = 60;
/** Intercepts are a_hat + {−5..5} × stride. */
export const INTERCEPT_POINTS = 11;
export const INTERCEPT_CENTRE = 5;

/** Spread of true skill between reps (tau), logits. */
export const SPREADS: readonly number[] = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.75, 1];

/** Width each spread stands for: half the distance between its neighbours, one-sided at the ends. */
export const SPREAD_WIDTHS: readonly number[] = SPREADS.map((spread, i) => {
  const below = SPREADS[i - 1];
  const above = SPREADS[i + 1];
  if (below === undefined) return (above ?? spread) - spread;
  if (above === undefined) return spread - below;
  return (above - below) / 2;
});

/** Prior of the skill effect given the spread: N(0, spread²) on the grid, each row sums to 1. */
export const SKILL_PRIORS: readonly Float64Array[] = SPREADS.map((spread) => {
  const prior = new Float64Array(SKILL_POINTS);
  let sum = 0;
  for (let i = 0; i < SKILL_POINTS; i++) {
    const z = skillAt(i) / spread;
    prior[i] = Math.exp(-0.5 * z * z);
    sum += prior[i] ?? 0;
  }
  return prior.map((value) => value / sum);
});

export function skillAt(index: number): number {
  return (index - SKILL_ZERO) * GRID_STEP;
}
