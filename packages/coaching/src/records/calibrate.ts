import type { CallContent, Probability } from '@stepup/contracts';
import { predictionOf } from './prediction-of.ts';

const probabilityOf: Readonly<Record<Probability, number>> = {
  unlikely: 0.2,
  even: 0.5,
  likely: 0.8,
  sure: 0.97,
};
const fewestPredictions = 20;

export type Calibration =
  | { readonly kind: 'too_few'; readonly have: number; readonly need: number }
  | { readonly kind: 'calibrated'; readonly brier: number; readonly n: number };

/**
 * How well a learner foresees: the Brier score (Brier 1950), the mean squared distance of the probabilities from what came, 0 to
 * 1, lower is better. Shown to the learner alone, from 20 predictions on. `partly` counts as half.
 */
export function calibrate(calls: readonly CallContent[]): Calibration {
  const distances = calls.flatMap((call) => {
    const probability = predictionOf(call)?.probability ?? null;
    if (probability === null || call.as_expected === null) return [];
    const came = call.as_expected === 'yes' ? 1 : call.as_expected === 'partly' ? 0.5 : 0;
    return [(probabilityOf[probability] - came) ** 2];
  });
  const n = distances.length;
  if (n < fewestPredictions) return { kind: 'too_few', have: n, need: fewestPredictions };
  return { kind: 'calibrated', brier: distances.reduce((sum, distance) => sum + distance, 0) / n, n };
}
