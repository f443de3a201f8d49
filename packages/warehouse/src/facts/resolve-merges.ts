import type { Instant } from '@stepup/contracts';

/** One merge: the survivor and what became an alias of it. */
export interface Merge {
  time: Instant;
  recordedTime: Instant;
  id: string;
  source: string;
  survivorId: string;
  mergedIds: readonly string[];
}

/** A deal that hangs together with others, and the survivor of them all; the root is its own. */
interface DealAlias {
  dealId: string;
  rootId: string;
}

/** Every deal that the merges name with its root, and the merges that were ignored. */
export interface ResolvedMerges {
  aliases: DealAlias[];
  ignored: { survivorId: string; mergedId: string }[];
}

/**
 * Follows merges in the contract's order (time, recorded time, id, source, bytewise). An id is an alias for all time, so
 * a second survivor of it is ignored, as is a merge that would close a circle.
 */
export function resolveMerges(merges: readonly Merge[]): ResolvedMerges {
  const survivorOf = new Map<string, string>();
  const named = new Set<string>();
  const ignored: ResolvedMerges['ignored'] = [];
  const rootOf = (dealId: string): string => {
    let root = dealId;
    for (let next = survivorOf.get(root); next !== undefined; next = survivorOf.get(root)) root = next;
    return root;
  };
  for (const { survivorId, mergedIds } of merges.toSorted(inOrder)) {
    named.add(survivorId);
    for (const mergedId of mergedIds) {
      named.add(mergedId);
      if (survivorOf.has(mergedId) || rootOf(survivorId) === mergedId) ignored.push({ survivorId, mergedId });
      else survivorOf.set(mergedId, survivorId);
    }
  }
  const aliases = [...named].toSorted().map((dealId) => ({ dealId, rootId: rootOf(dealId) }));
  return { aliases, ignored };
}

function inOrder(a: Merge, b: Merge): number {
  return (
    compareBytes(a.time, b.time) ||
    compareBytes(a.recordedTime, b.recordedTime) ||
    compareBytes(a.id, b.id) ||
    compareBytes(a.source, b.source)
  );
}

function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
