import type { EvidenceLack } from '../diagnosis-cell.ts';
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

/**
 * What a cell lacks. The exposure grows by what the rep enters a day, and what is older than the window drops out again.
 *
 * @param typical null where nobody says what is typical; the exposure alone counts then
 * @param entered deals that entered within the window
 */
export function describeLack(
  found: {
    readonly exposure: number;
    readonly typical: number | null;
    readonly entered: number;
    readonly windowDays: number;
  },
  { evidence }: Thresholds,
): EvidenceLack {
  const { exposure, typical, entered, windowDays } = found;
  const rarer = typical === null ? 1 : Math.min(typical, 1 - typical);
  const eachWay = typical === null || rarer <= 0 ? 0 : Math.ceil(evidence.expectedEachWay / rarer);
  const need = Math.max(evidence.exposure, eachWay);
  const entersPerDay = entered / windowDays;
  const reachable = entersPerDay > 0 && entersPerDay * windowDays >= need;
  const expectedInDays = reachable ? Math.max(1, Math.ceil((need - exposure) / entersPerDay)) : null;
  return { have: exposure, need, expectedInDays };
}
