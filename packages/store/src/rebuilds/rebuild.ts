import type { Instant } from '@stepup/contracts';
import type { RunState } from '../runs/run.ts';
import type { rebuilds } from '../schema/rebuilds.ts';

/** Up to where the facts of a tenant are derived anew: all entities of the kinds before, and of this kind up to one of them. */
export interface RebuildPlace {
  readonly kind: string;
  readonly after: string;
}

export interface StoredRebuild {
  readonly id: string;
  readonly state: RunState;
  /** How often it was claimed; also the token by which its worker proves that the claim is still its own. */
  readonly attempt: number;
  readonly derived: number;
  /** Null until the entities are counted. */
  readonly total: number | null;
  /** Null where it begins at the beginning. */
  readonly place: RebuildPlace | null;
  readonly error: string | null;
  readonly requestedAt: Instant;
  /** Of the first attempt. */
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant | null;
}

export function fromRebuildRow(row: typeof rebuilds.$inferSelect): StoredRebuild {
  const { placeKind: kind, placeAfter: after } = row;
  return {
    id: row.id,
    state: row.state,
    attempt: row.attempt,
    derived: row.derived,
    total: row.total,
    place: kind === null || after === null ? null : { kind, after },
    error: row.error,
    requestedAt: row.requestedAt,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
  };
}
