import type { Statement } from './statement.ts';

/** A merge that was not followed. */
export interface IgnoredMerge {
  readonly survivorId: string;
  readonly mergedId: string;
  readonly reason: 'circle' | 'already_merged';
}

export interface Merges {
  /** The last survivor along the chain; the id itself where it was never merged. */
  survivorOf(dealId: string): string;
  readonly ignored: readonly IgnoredMerge[];
}

/** Follows the merges in the order of the events, wherever their times lie. */
export function followMerges(
  statements: readonly Statement<{ deal_id: string; merged_ids: readonly string[] }>[],
): Merges {
  const mergedInto = new Map<string, string>();
  const ignored: IgnoredMerge[] = [];
  const chainFrom = (dealId: string): string[] => {
    const next = mergedInto.get(dealId);
    return next === undefined ? [dealId] : [dealId, ...chainFrom(next)];
  };
  const survivorOf = (dealId: string): string => chainFrom(dealId).at(-1) ?? dealId;
  for (const { said } of statements) {
    const survivorId = said.deal_id;
    for (const mergedId of said.merged_ids) {
      if (chainFrom(survivorId).includes(mergedId)) ignored.push({ survivorId, mergedId, reason: 'circle' });
      else if (mergedInto.has(mergedId)) ignored.push({ survivorId, mergedId, reason: 'already_merged' });
      else mergedInto.set(mergedId, survivorId);
    }
  }
  // Saying again what is so anyway (a source that lists all ids ever merged) is no contradiction.
  const contradicts = ({ survivorId, mergedId, reason }: IgnoredMerge): boolean =>
    reason === 'circle' || survivorOf(survivorId) !== survivorOf(mergedId);
  return { survivorOf, ignored: ignored.filter(contradicts) };
}
