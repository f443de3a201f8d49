import { addSeconds, type Diagnosis, type HorizonSource, type Instant } from '@stepup/contracts';
import type { LatestCells } from '../api/use-latest-cells.ts';
import type { DealsFilter } from '../deals/deals-filter.ts';
import type { FindingNumbers } from '../wording/finding-sentences.ts';
import { windowDaysOf } from './window-days-of.ts';

/** The deals that a finding's counts are of. */
export interface FindingBasis {
  lookAsOf: Instant;
  windowDays: number;
  mature: { entered: number; advanced: number };
  horizonDays: number;
  horizonSource: HorizonSource;
  notes: readonly string[];
}

/**
 * A finding's rates are those of the last look, its evidence is that of the look that flagged it. So the counts are taken
 * from the last look where its cells are at hand, and only else from the evidence.
 */
export function basisOf(finding: Diagnosis, latest: LatestCells | undefined): FindingBasis {
  const cell =
    latest?.kind === 'cells'
      ? latest.cells.find(
          ({ rep_id, pipeline_id, stage_id }) =>
            rep_id === finding.rep_id && pipeline_id === finding.pipeline_id && stage_id === finding.stage_id,
        )
      : undefined;
  if (latest?.kind === 'cells' && cell !== undefined) {
    return {
      lookAsOf: latest.asOf,
      windowDays: windowDaysOf(cell),
      mature: cell.mature,
      horizonDays: cell.horizon_days,
      horizonSource: cell.horizon_source,
      notes: cell.notes,
    };
  }
  const { evidence } = finding;
  return {
    lookAsOf: evidence.look_as_of,
    windowDays: evidence.window_days,
    mature: evidence.mature,
    horizonDays: evidence.horizon_days,
    horizonSource: evidence.horizon_source,
    notes: evidence.notes,
  };
}

/** A finding as its sentences need it. */
export function numbersOf(finding: Diagnosis, basis: FindingBasis): FindingNumbers {
  return {
    tier: finding.tier,
    mature: basis.mature,
    rate: finding.rate,
    typical: finding.typical,
    probabilityOfGap: finding.p_gap,
  };
}

/** The deals that a finding's counts are of, as they stood at the look. */
export function dealsOf(
  { rep_id, pipeline_id, stage_id }: Diagnosis,
  { lookAsOf, windowDays }: FindingBasis,
): DealsFilter {
  return {
    rep: rep_id,
    pipeline: pipeline_id,
    stage: stage_id,
    from: addSeconds(lookAsOf, -windowDays * 86_400),
    to: lookAsOf,
    as_of: lookAsOf,
  };
}
