import type { ObservedEpisode } from './observed-episode.ts';

/** Names the case-mix segment of an episode: its segment and, where amounts are known, its deal-size band. */
export type CaseSegmentOf = (episode: ObservedEpisode) => string;

/**
 * Segment × deal-size band. Bands are the terciles of the amounts in the step; a deal without amount has the band
 * `unknown`. Without any amount in the step the segment stands alone.
 */
export function caseSegmenter(episodes: readonly ObservedEpisode[]): CaseSegmentOf {
  const amounts = episodes
    .flatMap(({ amount, deals }) => (amount === null ? [] : [{ amount, deals }]))
    .sort((a, b) => a.amount - b.amount);
  if (amounts.length === 0) return (episode) => episode.segmentKey;
  const total = amounts.reduce((sum, { deals }) => sum + deals, 0);
  const lowerTercile = amountAtRank(amounts, total / 3);
  const upperTercile = amountAtRank(amounts, (2 * total) / 3);
  return (episode) => {
    const { amount } = episode;
    if (amount === null) return `unknown ${episode.segmentKey}`;
    const band = amount <= lowerTercile ? 'low' : amount <= upperTercile ? 'middle' : 'high';
    return `${band} ${episode.segmentKey}`;
  };
}

function amountAtRank(
  sorted: readonly { readonly amount: number; readonly deals: number }[],
  rank: number,
): number {
  let cumulated = 0;
  for (const { amount, deals } of sorted) {
    cumulated += deals;
    if (cumulated >= rank) return amount;
  }
  return Infinity;
}
