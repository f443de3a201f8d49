import type { Calibration } from '@stepup/coaching';

/** How well somebody foresees, in words for their own eyes; 0.25 is what a coin would reach. */
export function calibrationSentence(calibration: Calibration): string {
  if (calibration.kind === 'too_few') {
    const missing = calibration.need - calibration.have;
    return `For your eyes alone: how well you foresee is told after ${missing} more ${missing === 1 ? 'prediction' : 'predictions'} with how likely they were.`;
  }
  const { brier, n } = calibration;
  return `For your eyes alone: over ${n} predictions your Brier score is ${brier.toFixed(2)} (0 is perfect foresight, 0.25 a coin).`;
}
