import { randomUUID } from 'node:crypto';
import { type Instant, instantOfDate } from '@stepup/contracts';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { deriveBatches } from '../facts/derive-facts.ts';
import { countEntities, readNextLot, type RebuiltKind, rebuiltKinds, touchLot, touchSince } from './lots.ts';

export interface RebuildScope {
  tenant: string;
  /** When the rebuild began, in whichever process; what was touched from then on is derived once more. */
  startedAt: Instant;
  /** How far an earlier process came; from the beginning if left out. */
  resumed?: Pick<RebuildProgress, 'derived' | 'place'>;
  /** Entities derived at a time. */
  lotSize?: number;
  /** Stops between two lots; what was derived by then stands. */
  stopping?: AbortSignal;
  /** Awaited before the next lot: when it rejects, so does the rebuild. */
  onProgress?: (progress: RebuildProgress) => void | Promise<void>;
  nowMs?: () => number;
}

export interface RebuildProgress {
  derived: number;
  total: number;
  /** From where another process would go on; null at the beginning. */
  place: { kind: string; after: string } | null;
}

const usualLotSize = 20_000;
/** What is touched meanwhile is derived this often, well before it is forgotten what batches touched. */
const catchUpEveryMs = 20 * 60_000;

/**
 * Derives every fact of a tenant anew from its raw events, while events come in. Nothing is deleted first, so that readers see
 * the facts all along: a row that is there is replaced by one of the same or of a larger version. The guarantee of each step:
 *
 * 1. lots of entities are put onto the durable list of what is touched, like a batch of events, so that a crash leaves an open
 *    batch, which ingest finishes; merges come before deals, which depend on them
 * 2. what ingest touched meanwhile is derived once more: it may have looked for steps to remove before a lot wrote them
 *
 * Doing it again changes nothing, and so does going on from any earlier place.
 *
 * @throws where `resumed` names a kind of entity that this release does not rebuild
 */
export async function rebuildFacts(
  warehouse: Warehouse,
  scope: RebuildScope,
): Promise<'rebuilt' | 'stopped'> {
  const { tenant, startedAt, resumed, lotSize = usualLotSize, stopping, onProgress } = scope;
  const nowMs = scope.nowMs ?? Date.now;
  const total = await countEntities(warehouse, tenant);
  let derived = resumed?.derived ?? 0;
  let place = resumed?.place ?? null;
  const report = async (): Promise<void> => onProgress?.({ derived, total: Math.max(total, derived), place });
  await report();
  const own: string[] = [];
  let since = startedAt;
  const catchUp = async (): Promise<void> => {
    const until = instantOfDate(new Date(nowMs()));
    const meanwhile = randomUUID();
    if (await touchSince(warehouse, { tenant, batch: meanwhile, since, own })) {
      await deriveBatches(warehouse, { tenant, batches: [meanwhile] }, 'several');
    }
    own.push(meanwhile);
    since = until;
  };
  for (const kind of kindsFrom(place?.kind)) {
    let after = place?.kind === kind ? place.after : null;
    for (;;) {
      if (stopping?.aborted === true) return 'stopped';
      const lot = await readNextLot(warehouse, { tenant, kind, after, limit: lotSize });
      if (lot === null) break;
      own.push(await deriveLot(warehouse, tenant, kind, after, lot.last));
      after = lot.last;
      derived += lot.count;
      place = { kind, after };
      await report();
      if (nowMs() - Date.parse(since) > catchUpEveryMs) await catchUp();
    }
  }
  await catchUp();
  return 'rebuilt';
}

function kindsFrom(kind: string | undefined): readonly RebuiltKind[] {
  if (kind === undefined) return rebuiltKinds;
  const at = rebuiltKinds.findIndex((known) => known === kind);
  if (at === -1) throw new Error(`this release rebuilds no ${kind}; ask for the rebuild again`);
  return rebuiltKinds.slice(at);
}

async function deriveLot(
  warehouse: Warehouse,
  tenant: string,
  kind: RebuiltKind,
  after: string | null,
  last: string,
): Promise<string> {
  const batch = randomUUID();
  await touchLot(warehouse, { tenant, batch, kind, after, last });
  await deriveBatches(warehouse, { tenant, batches: [batch] }, 'several');
  return batch;
}
