import type { ObservedEpisode } from './observed-episode.ts';

/** What of a deal tells how hard it is: segment and amount as they stood at entry. */
export type Lead = { readonly segmentKey: string; readonly amount: number | null };

/** Limits of the deal-size bands of a step, terciles of its amounts; null where no amount is known at all. */
export type SizeBands = { readonly lower: number; readonly upper: number } | null;

/** Terciles of the amounts of a step, deals counted one by one. */
export function findSizeBands(episodes: readonly ObservedEpisode[]): SizeBands {
  const amounts = episodes
    .flatMap(({ amount, deals }) => (amount === null ? [] : [{ amount, deals }]))
    .sort((a, b) => a.amount - b.amount);
  if (amounts.length === 0) return null;
  const total = amounts.reduce((sum, { deals }) => sum + deals, 0);
  return { lower: amountAtRank(amounts, total / 3), upper: amountAtRank(amounts, (2 * total) / 3) };
}

/**
 * Names the case-mix segment of a deal: segment × deal-size band. A deal without amount has the band `unknown`; without
 * any amount in the step the segment stands alone.
 */
export function nameCaseSegment({ segmentKey, amount }: Lead, bands: SizeBands): string {
  if (bands === null) return segmentKey;
  if (amount === null) return `unknown ${segmentKey}`;
  const band = amount <= bands.lower ? 'low' : amount <= bands.upper ? 'middle' : 'high';
  return `${band} ${segmentKey}`;
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
