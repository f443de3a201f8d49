import type { DiagnosisCell } from '@stepup/contracts';

/**
 * How many days of entries a cell of the usual windows counts: at least 180, or a year where the team has few deals at
 * the step, and always 90 more than the horizon.
 */
export function windowDaysOf({ horizon_days, notes }: Pick<DiagnosisCell, 'horizon_days' | 'notes'>): number {
  return Math.max(notes.includes('long_window') ? 365 : 180, horizon_days + 90);
}
