import type { Finding } from '../diagnoses/finding.ts';
import { fromFindingRow } from '../diagnoses/finding.ts';
import type { diagnoses } from '../schema/diagnoses.ts';
import type { lookFindings } from '../schema/look-findings.ts';

/** The numbers of a standing finding, of the last look that measured its cell. */
export interface FindingNumbers {
  readonly rate: number;
  /** 90 %. */
  readonly interval: { readonly low: number; readonly high: number };
  readonly typical: number;
  readonly pGap: number;
  /** Exposure before division by phi. */
  readonly n: number;
  readonly detectableGap: number | null;
}

/** A finding as it stands after a look. `place` counts from 1 in the order in which findings are shown. */
export interface LookFinding extends FindingNumbers {
  readonly place: number;
  readonly finding: Finding;
}

export function fromLookFindingRow(row: {
  readonly look: typeof lookFindings.$inferSelect;
  readonly finding: typeof diagnoses.$inferSelect;
}): LookFinding {
  const { place, rate, intervalLow, intervalHigh, typical, pGap, n, detectableGap } = row.look;
  return {
    place,
    finding: fromFindingRow(row.finding),
    rate,
    interval: { low: intervalLow, high: intervalHigh },
    typical,
    pGap,
    n,
    detectableGap,
  };
}
