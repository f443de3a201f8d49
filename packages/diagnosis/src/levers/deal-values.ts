/** A deal won in the window; value in the tenant's currency, null where it is not known. */
export type WonDeal = { readonly repId: string; readonly segmentKey: string; readonly value: number | null };

/** Mean value of a rep's next won deal of a segment; null where no won deal of the team has a value. */
export type ValueOf = (repId: string, segmentKey: string) => number | null;

const SHRINKAGE_DEALS = 10;
const WINSORISED_AT = 0.95;

/**
 * Mean won value per segment: values above the team's 95th percentile are cut down to it, the team's segment is shrunk to
 * the team by n / (n + 10), the rep's segment to the team's segment likewise.
 */
export function estimateDealValues(wonDeals: readonly WonDeal[]): ValueOf {
  const sorted = wonDeals
    .filter((deal): deal is WonDeal & { readonly value: number } => deal.value !== null)
    .toSorted((a, b) => a.value - b.value);
  // Nothing but zeros says as little as no value at all.
  if (!sorted.some(({ value }) => value > 0)) return () => null;
  const cap = sorted[Math.ceil(WINSORISED_AT * sorted.length) - 1]?.value ?? Infinity;
  const team = emptyMean();
  const bySegment = new Map<string, Mean>();
  const byRep = new Map<string, Mean>();
  for (const { repId, segmentKey, value } of sorted) {
    const winsorised = Math.min(cap, value);
    add(team, winsorised);
    add(meanOf(bySegment, segmentKey), winsorised);
    add(meanOf(byRep, JSON.stringify([repId, segmentKey])), winsorised);
  }
  return (repId, segmentKey) => {
    const ofTeam = team.sum / team.deals;
    const ofSegment = shrink(bySegment.get(segmentKey), ofTeam);
    return shrink(byRep.get(JSON.stringify([repId, segmentKey])), ofSegment);
  };
}

type Mean = { sum: number; deals: number };

function emptyMean(): Mean {
  return { sum: 0, deals: 0 };
}

function meanOf(means: Map<string, Mean>, key: string): Mean {
  const mean = means.get(key) ?? emptyMean();
  means.set(key, mean);
  return mean;
}

function add(mean: Mean, value: number): void {
  mean.sum += value;
  mean.deals += 1;
}

function shrink(mean: Mean | undefined, towards: number): number {
  if (mean === undefined) return towards;
  return (mean.sum + SHRINKAGE_DEALS * towards) / (mean.deals + SHRINKAGE_DEALS);
}
