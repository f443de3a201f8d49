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

/** Of every deal that the merges name, the weight of all merges among the deals that hang together with it. */
export function weighConnected(
  merges: readonly (Pick<Merge, 'survivorId' | 'mergedIds'> & { weight: number })[],
): Map<string, number> {
  const groupOf = new Map<string, { dealIds: string[]; weight: number }>();
  for (const { survivorId, mergedIds, weight } of merges) {
    const named = [...new Set([survivorId, ...mergedIds])];
    const groups = new Set(named.map((dealId) => groupOf.get(dealId) ?? { dealIds: [dealId], weight: 0 }));
    // The smaller ones go into the largest, so that a deal changes groups seldom.
    const [into, ...others] = [...groups].toSorted((one, other) => other.dealIds.length - one.dealIds.length);
    if (into === undefined) continue;
    into.weight += weight;
    for (const dealId of named) groupOf.set(dealId, into);
    for (const group of others) {
      into.weight += group.weight;
      for (const dealId of group.dealIds) {
        into.dealIds.push(dealId);
        groupOf.set(dealId, into);
      }
    }
  }
  return new Map([...groupOf].map(([dealId, { weight }]) => [dealId, weight]));
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
