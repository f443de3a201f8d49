import type { Thresholds } from './thresholds.ts';

export type PeerComparison = 'own_spread' | 'borrowed_spread' | 'team_too_small';

/** What a step's peers allow: a full comparison, one with a borrowed spread (tier at most probable), or none. */
export function comparePeers(peersWithEvidence: number, thresholds: Thresholds): PeerComparison {
  if (peersWithEvidence < thresholds.peers.toCompare) return 'team_too_small';
  return peersWithEvidence < thresholds.peers.forOwnSpread ? 'borrowed_spread' : 'own_spread';
}

/** Whether a cell's exposure (before division by phi) carries a statement at all. */
export function hasEnoughEvidence(exposure: number, typical: number, thresholds: Thresholds): boolean {
  const { evidence } = thresholds;
  return (
    exposure >= evidence.exposure &&
    exposure * typical >= evidence.expectedEachWay &&
    exposure * (1 - typical) >= evidence.expectedEachWay
  );
}
