import type { ObservedEpisode } from './observed-episode.ts';

/** What of a deal tells how hard it is: segment and amount as they stood at entry. */
export type Lead = { readonly segmentKey: string; readonly amount: number | null };

/** Limits of the deal-size bands of a step, terciles of its amounts; null where no amount is known at all. */
export type SizeBands = { readonly lower: number; readonly upper: number } | null;

/** Terciles of the amounts of a step, deals counted one by one. */
export function findSizeBands(episodes: readonly ObservedEpisode[]): SizeBands {
  const known = episodes.filter(({ amount }) => amount !== null);
  if (known.every(({ deals }) => deals === 1)) return bandsOfSingleDeals(known);
  const amounts = known
    .flatMap(({ amount, deals }) => (amount === null ? [] : [{ amount, deals }]))
    .sort((a, b) => a.amount - b.amount);
  const total = amounts.reduce((sum, { deals }) => sum + deals, 0);
  return { lower: amountAtRank(amounts, total / 3), upper: amountAtRank(amounts, (2 * total) / 3) };
}

/**
 * Names the case-mix segment of a deal: segment × deal-size band. A deal without amount has the band `unknown`; without
 * any amount in the step the segment stands alone.
 */
export function nameCaseSegment({ segmentKey, amount }: Lead, bands: SizeBands): string {
  if (bands === null) return segmentKey;
  return `${nameBand(amount, bands)} ${segmentKey}`;
}

/** {@link nameCaseSegment} for many deals: each name is written once. */
export function caseSegmentNamer(bands: SizeBands): (lead: Lead) => string {
  if (bands === null) return ({ segmentKey }) => segmentKey;
  const named: Readonly<Record<Band, Map<string, string>>> = {
    unknown: new Map(),
    low: new Map(),
    middle: new Map(),
    high: new Map(),
  };
  return ({ segmentKey, amount }) => {
    const band = nameBand(amount, bands);
    const names = named[band];
    let name = names.get(segmentKey);
    if (name === undefined) {
      name = `${band} ${segmentKey}`;
      names.set(segmentKey, name);
    }
    return name;
  };
}

type Band = 'unknown' | 'low' | 'middle' | 'high';

function nameBand(amount: number | null, { lower, upper }: NonNullable<SizeBands>): Band {
  if (amount === null) return 'unknown';
  return amount <= lower ? 'low' : amount <= upper ? 'middle' : 'high';
}

function bandsOfSingleDeals(known: readonly ObservedEpisode[]): SizeBands {
  if (known.length === 0) return null;
  const sorted = Float64Array.from(known, ({ amount }) => amount ?? 0).sort();
  const atRank = (rank: number): number => sorted[Math.ceil(rank) - 1] ?? Infinity;
  return { lower: atRank(known.length / 3), upper: atRank((2 * known.length) / 3) };
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
