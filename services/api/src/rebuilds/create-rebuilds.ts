import { randomUUID } from 'node:crypto';
import { instantOfDate, type Rebuild } from '@stepup/contracts';
import type { Clock, Logger } from '@stepup/runtime';
import { rebuildFacts, type Warehouse } from '@stepup/warehouse';

export interface RebuildsParts {
  warehouse: Warehouse;
  clock: Clock;
  log: Logger;
}

/** The rebuilds of this process. */
export interface Rebuilds {
  /** Asks for a rebuild of a tenant; one that is asked for or under way is the same one. */
  start(tenant: string): Rebuild;
  /** Null for what is not the tenant's, or is forgotten: after a restart, or after many others. */
  find(tenant: string, id: string): Rebuild | null;
  /** Stops between two lots. */
  close(): Promise<void>;
}

/** Finished ones are remembered so long. */
const mostRemembered = 100;

interface OwnedRebuild {
  tenant: string;
  rebuild: Rebuild;
}

/** Runs rebuilds one after the other, beside everything else that the process does. */
export function createRebuilds({ warehouse, clock, log }: RebuildsParts): Rebuilds {
  const known = new Map<string, OwnedRebuild>();
  const stopping = new AbortController();
  let last: Promise<void> = Promise.resolve();
  const now = () => instantOfDate(clock.now());

  const run = async (owned: OwnedRebuild): Promise<void> => {
    const { tenant } = owned;
    const become = (change: Partial<Rebuild>): void => {
      owned.rebuild = { ...owned.rebuild, ...change };
    };
    become({ state: 'running' });
    try {
      const outcome = await rebuildFacts(warehouse, {
        tenant,
        startedAt: now(),
        stopping: stopping.signal,
        onProgress: ({ derived, total }) =>
          become({ derived, total, progress: total === 0 ? 0 : derived / total }),
      });
      if (outcome === 'rebuilt') become({ state: 'done', progress: 1, finished_at: now() });
      else become({ state: 'failed', finished_at: now(), error: 'stopped, since the process ends' });
    } catch (error) {
      log.error({ err: error, tenant }, 'facts could not be rebuilt');
      become({ state: 'failed', finished_at: now(), error: 'The warehouse failed; the log says why.' });
    }
  };

  return {
    start(tenant) {
      const unfinished = [...known.values()].find(
        (owned) => owned.tenant === tenant && owned.rebuild.finished_at === null,
      );
      if (unfinished !== undefined) return unfinished.rebuild;
      const rebuild: Rebuild = {
        id: randomUUID(),
        state: 'queued',
        progress: 0,
        derived: 0,
        total: null,
        requested_at: now(),
        finished_at: null,
        error: null,
      };
      const owned = { tenant, rebuild };
      for (const [id, other] of known) {
        if (known.size < mostRemembered) break;
        if (other.rebuild.finished_at !== null) known.delete(id);
      }
      known.set(rebuild.id, owned);
      last = last.then(() => run(owned));
      return rebuild;
    },
    find(tenant, id) {
      const owned = known.get(id);
      return owned?.tenant === tenant ? owned.rebuild : null;
    },
    async close() {
      stopping.abort();
      await last;
    },
  };
}
