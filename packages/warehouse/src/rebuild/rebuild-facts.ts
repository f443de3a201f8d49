import { randomUUID } from 'node:crypto';
import type { Instant } from '@stepup/contracts';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { deriveBatches } from '../facts/derive-facts.ts';
import { countEntities, readNextLot, type RebuiltKind, rebuiltKinds, touchLot, touchSince } from './lots.ts';

export interface RebuildScope {
  tenant: string;
  /** When the rebuild begins; what is touched from then on is derived once more at the end. */
  startedAt: Instant;
  /** Entities derived at a time. */
  lotSize?: number;
  /** Stops between two lots; what was derived by then stands. */
  stopping?: AbortSignal;
  onProgress?: (progress: RebuildProgress) => void;
}

interface RebuildProgress {
  derived: number;
  total: number;
}

const usualLotSize = 20_000;

/**
 * Derives every fact of a tenant anew from its raw events, while events come in. Nothing is deleted first, so that readers see
 * the facts all along: a row that is there is replaced by one of the same or of a larger version. The guarantee of each step:
 *
 * 1. lots of entities are put onto the durable list of what is touched, like a batch of events, so that a crash leaves an open
 *    batch, which ingest finishes; merges come before deals, which depend on them
 * 2. what ingest touched meanwhile is derived once more: it may have looked for steps to remove before a lot wrote them
 *
 * Doing it again changes nothing.
 */
export async function rebuildFacts(
  warehouse: Warehouse,
  { tenant, startedAt, lotSize = usualLotSize, stopping, onProgress }: RebuildScope,
): Promise<'rebuilt' | 'stopped'> {
  const total = await countEntities(warehouse, tenant);
  let derived = 0;
  onProgress?.({ derived, total });
  const own: string[] = [];
  for (const kind of rebuiltKinds) {
    let after: string | null = null;
    for (;;) {
      if (stopping?.aborted === true) return 'stopped';
      const lot = await readNextLot(warehouse, { tenant, kind, after, limit: lotSize });
      if (lot === null) break;
      own.push(await deriveLot(warehouse, tenant, kind, after, lot.last));
      after = lot.last;
      derived += lot.count;
      onProgress?.({ derived, total: Math.max(total, derived) });
    }
  }
  const meanwhile = randomUUID();
  if (await touchSince(warehouse, { tenant, batch: meanwhile, since: startedAt, own })) {
    await deriveBatches(warehouse, { tenant, batches: [meanwhile] }, 'several');
  }
  return 'rebuilt';
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
