import { GRID_STEP } from '@stepup/diagnosis';

/** Effects of coaching run from −2.5 to 2.5 logits, shifts of the period from −1.5 to 1.5, in steps of the skill grid. */
const EFFECT_HALF_POINTS = 50;
export const EFFECT_POINTS = 2 * EFFECT_HALF_POINTS + 1;
export const SHIFT_HALF_POINTS = 30;
export const SHIFT_POINTS = 2 * SHIFT_HALF_POINTS + 1;
/** Where effect and shift are added up. */
export const SUM_HALF_POINTS = EFFECT_HALF_POINTS + SHIFT_HALF_POINTS;

/** Standard deviations of what is assumed before any follow-up is seen, logits. */
const EFFECT_PRIOR_SD = 1;
const SHIFT_PRIOR_SD = 0.5;

/** Centre of each effect, logits. */
export const EFFECTS: readonly number[] = Array.from(
  { length: EFFECT_POINTS },
  (_, i) => (i - EFFECT_HALF_POINTS) * GRID_STEP,
);

/** log N(0, 1) and log N(0, .5²) on their grids, up to a constant. */
export const LOG_EFFECT_PRIOR: readonly number[] = EFFECTS.map((effect) =>
  logNormal(effect, EFFECT_PRIOR_SD),
);
export const LOG_SHIFT_PRIOR: readonly number[] = Array.from({ length: SHIFT_POINTS }, (_, i) =>
  logNormal((i - SHIFT_HALF_POINTS) * GRID_STEP, SHIFT_PRIOR_SD),
);

function logNormal(value: number, sd: number): number {
  const z = value / sd;
  return -0.5 * z * z;
}
