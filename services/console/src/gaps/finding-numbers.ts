import { addSeconds, type Diagnosis, type HorizonSource, type Instant } from '@stepup/contracts';
import type { FunnelRequest } from '../api/use-funnel.ts';
import type { LatestCells } from '../api/use-latest-cells.ts';
import type { DealsFilter } from '../deals/deals-filter.ts';
import type { FindingNumbers } from '@stepup/wording/finding-sentences';

const daySeconds = 86_400;

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
      windowDays: cell.window_days,
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

type Place = Pick<Diagnosis, 'rep_id' | 'pipeline_id' | 'stage_id'>;

/** All deals that a finding rests on, as they stood at the look. */
export function dealsOf(
  { rep_id, pipeline_id, stage_id }: Place,
  { lookAsOf, windowDays }: Pick<FindingBasis, 'lookAsOf' | 'windowDays'>,
) {
  return {
    rep: rep_id,
    pipeline: pipeline_id,
    stage: stage_id,
    from: addSeconds(lookAsOf, -windowDays * daySeconds),
    to: lookAsOf,
    as_of: lookAsOf,
  } satisfies DealsFilter;
}

/** Those of them that are mature: the deals behind the counts. */
export function matureDealsOf(
  place: Place,
  basis: Pick<FindingBasis, 'lookAsOf' | 'windowDays' | 'horizonDays'>,
): DealsFilter {
  // Whoever entered exactly the horizon before the look is mature, and `to` is not included.
  const to = addSeconds(basis.lookAsOf, 1 - basis.horizonDays * daySeconds);
  return { ...dealsOf(place, basis), to };
}

/** The funnel of the same deals, for what has become of them all. */
export function funnelOf(place: Place, basis: FindingBasis): FunnelRequest {
  const { rep, pipeline, from, to, as_of } = dealsOf(place, basis);
  return { from, to, asOf: as_of, pipeline, by: null, rep, manager: null };
}
