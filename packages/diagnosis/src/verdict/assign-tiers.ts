import { selectByBayesianFdr } from '@stepup/statistics';
import type { Thresholds } from './thresholds.ts';

export type Tier = 'strong' | 'probable' | 'watch' | 'none';

export type TierCandidate = {
  readonly pGap: number;
  readonly lfsr: number;
  /** Spread borrowed: at most probable. */
  readonly cappedAtProbable: boolean;
};

/** Tiers of one family: all cells of one team and one look that have enough evidence. Same order as given. */
export function assignTiers(family: readonly TierCandidate[], thresholds: Thresholds): Tier[] {
  const errors = family.map((cell) => 1 - cell.pGap);
  const strongList = selectByBayesianFdr(errors, thresholds.strong.fdr);
  const probableList = selectByBayesianFdr(errors, thresholds.probable.fdr);
  return family.map((cell, i) => {
    const { strong, probable, watch } = thresholds;
    const isStrong = strongList[i] === true && cell.pGap >= strong.pGap && cell.lfsr <= strong.lfsr;
    if (isStrong && !cell.cappedAtProbable) return 'strong';
    if (probableList[i] === true && cell.pGap >= probable.pGap) return 'probable';
    return cell.pGap >= watch.pGap ? 'watch' : 'none';
  });
}
