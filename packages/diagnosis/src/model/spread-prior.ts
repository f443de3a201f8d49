import { logSumExp, naturalLog } from '@stepup/statistics';
import { SPREADS, SPREAD_WIDTHS } from './skill-grid.ts';

/** Log weights of the company's typical spread (taubar), one per entry of the spread grid; any constant may be added. */
export type TypicalSpreadWeights = Float64Array;

const HALF_NORMAL_SCALE = 0.5;
const LOG_NORMAL_SD = 0.5;

/** log P(tau | taubar), LogNormal(log taubar, .5²) on the grid; one row per taubar, each sums to 1. */
const LOG_SPREAD_GIVEN_TYPICAL: readonly Float64Array[] = SPREADS.map((typical) => {
  const row = Float64Array.from(SPREADS, (spread, i) => {
    const z = (naturalLog(spread) - naturalLog(typical)) / LOG_NORMAL_SD;
    return -0.5 * z * z - naturalLog(spread) + naturalLog(SPREAD_WIDTHS[i] ?? 0);
  });
  const total = logSumExp(row);
  return row.map((value) => value - total);
});

/** Half-normal(.5) over the spread grid, times the grid's widths: what is assumed before any team is seen. */
export function halfNormalSpreadWeights(): TypicalSpreadWeights {
  return Float64Array.from(SPREADS, (spread, i) => {
    const z = spread / HALF_NORMAL_SCALE;
    return -0.5 * z * z + naturalLog(SPREAD_WIDTHS[i] ?? 0);
  });
}

/**
 * Updates the weights of the typical spread by steps whose log-likelihoods l(tau) are given:
 * weight(taubar) × Π_steps Σ_tau exp(l(tau)) P(tau | taubar).
 */
export function updateTypicalSpread(
  weights: TypicalSpreadWeights,
  logLikelihoodsBySpread: readonly Float64Array[],
): TypicalSpreadWeights {
  return weights.map((weight, typical) => {
    let updated = weight;
    for (const logLikelihood of logLikelihoodsBySpread) {
      updated += logSumExp(
        logLikelihood.map((l, tau) => l + (LOG_SPREAD_GIVEN_TYPICAL[typical]?.[tau] ?? 0)),
      );
    }
    return updated;
  });
}

/**
 * Prior of one step's spread: the mixture over the typical spread after the OTHER steps have spoken, so that a small
 * team borrows "how much do reps differ" from its other steps. Log weights that sum to 1 after exponentiation.
 */
export function spreadPriorOfStep(
  weights: TypicalSpreadWeights,
  logLikelihoodsOfOtherSteps: readonly Float64Array[],
): Float64Array {
  const typicalWeights = updateTypicalSpread(weights, logLikelihoodsOfOtherSteps);
  const mixture = Float64Array.from(SPREADS, (_, tau) =>
    logSumExp(
      typicalWeights.map((weight, typical) => weight + (LOG_SPREAD_GIVEN_TYPICAL[typical]?.[tau] ?? 0)),
    ),
  );
  const total = logSumExp(mixture);
  return mixture.map((value) => value - total);
}
