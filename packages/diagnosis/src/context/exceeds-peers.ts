import { wilsonInterval } from '@stepup/statistics';

/** How often something happened among so many deals. */
export type Share = { readonly count: number; readonly of: number };

export type ExcessiveShare = { readonly share: number; readonly peerShare: number; readonly deals: number };

const DEALS_NEEDED = 10;
const EXCESS = 0.2;
const CONFIDENCE = 0.9;

/**
 * The rep's share, where it lies well above the peers': the lower end of its 90 % interval (Wilson) exceeds the median
 * peer by 20 points. Null otherwise, and below ten deals. Peers with fewer than ten deals are not asked.
 */
export function exceedsPeers(rep: Share, peers: readonly Share[]): ExcessiveShare | null {
  if (rep.of < DEALS_NEEDED) return null;
  const others = Float64Array.from(
    peers.filter((peer) => peer.of >= DEALS_NEEDED),
    ({ count, of }) => count / of,
  ).sort();
  if (others.length === 0) return null;
  const middle = others.length >> 1;
  const upper = others[middle] ?? 0;
  const peerShare = others.length % 2 === 1 ? upper : ((others[middle - 1] ?? upper) + upper) / 2;
  const share = rep.count / rep.of;
  const { lower } = wilsonInterval(share, rep.of, CONFIDENCE);
  return lower > peerShare + EXCESS ? { share, peerShare, deals: rep.of } : null;
}
