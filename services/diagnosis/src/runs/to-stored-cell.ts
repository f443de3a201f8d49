import type { DiagnosisCell } from '@stepup/diagnosis';
import type { DiagnosisCell as StoredCell } from '@stepup/store';
import { fromStepKey } from '../cells/step-key.ts';

/** A cell as the store keeps it. Gains come with the levers. */
export function toStoredCell(cell: DiagnosisCell): StoredCell {
  const { interval } = cell;
  return {
    ...fromStepKey(cell.step),
    repId: cell.repId,
    state: cell.state,
    n: cell.n,
    mature: cell.mature,
    rawRate: cell.rawRate,
    rate: cell.rate,
    interval: interval === null ? null : { low: interval.lower, high: interval.upper },
    typical: cell.typical,
    pGap: cell.pGap,
    lfsr: cell.lfsr,
    tier: cell.tier,
    detectableGap: cell.detectableGap,
    gain: null,
    horizonDays: cell.horizonDays,
    horizonSource: cell.horizonSource,
    notes: cell.notes,
  };
}
