import type { SalesEvent } from '@stepup/contracts';
import type { FoundEvents } from '@stepup/gateway';
import type { EmbeddedIngest } from '@stepup/ingest';
import { bodyVersion, findIdentities, identityKey, type Warehouse } from '@stepup/warehouse';

/** Looks events up in the warehouse, so that copies are told and other bodies are refused before they are published. */
export function findStoredEvents(warehouse: Warehouse, ingest: EmbeddedIngest) {
  return async (tenant: string, events: readonly SalesEvent[]): Promise<FoundEvents> => {
    const stored = new Map(
      (await findIdentities(warehouse, tenant, events)).map((identity) => [identityKey(identity), identity]),
    );
    const verdicts = events.map((event) => {
      const known = stored.get(identityKey(event));
      if (known === undefined) return 'new';
      return known.bodyVersion === bodyVersion(event) ? 'same_body' : 'other_body';
    });
    // Asked after the look-up: a batch that was under way during it counts as under way here, or has ended well.
    return { verdicts, isSettled: ingest.isSettled() };
  };
}
