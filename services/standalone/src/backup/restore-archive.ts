import type { Clock, Logger, StopStack } from '@stepup/runtime';
import { instantOfDate } from '@stepup/contracts';
import { type DumpedRows, isStoreEmpty, loadStore, migrateStore, readStoreVersion } from '@stepup/store';
import {
  keptTables,
  listStoredTenants,
  migrateWarehouse,
  readWarehouseVersion,
  rebuildFacts,
  type Warehouse,
} from '@stepup/warehouse';
import type { StandaloneConfig } from '../config.ts';
import { writeExampleRecord } from '../example/example-record.ts';
import { openMigratedStore, openMigratedWarehouse } from '../parts/open-stores.ts';
import type { ArchiveHead } from './archive-lines.ts';
import { readArchive, UnreadableArchive } from './read-archive.ts';

export interface RestoreTarget {
  config: StandaloneConfig;
  dataDirectory: string;
  log: Logger;
  clock: Clock;
  stops: StopStack;
  /** @param total 0 where it is not known yet */
  onProgress: (what: string, done: number, total: number) => void;
}

export type Restored =
  | { kind: 'restored'; rows: { warehouse: number; store: number }; tenants: number }
  | { kind: 'newer_release'; what: string }
  | { kind: 'not_empty'; what: string };

/**
 * Loads a backup into empty stores. The guarantee of each step:
 *
 * 1. the tables are those of the release that made the backup, so that its rows fit
 * 2. events go into the warehouse; writing one again changes nothing
 * 3. the warehouse becomes that of this release, and every fact is derived anew from the events
 * 4. the store is loaded in one transaction, last, because tenants, findings and plans show only from then on
 * 5. the store becomes that of this release
 *
 * Throws {@link UnreadableArchive} for a damaged file; read it through with `countArchive` before.
 */
export async function restoreArchive(
  path: string,
  counted: { warehouse: number; store: number },
  target: RestoreTarget,
): Promise<Restored> {
  const { head } = await readArchive(path);
  const newer = await findNewer(head);
  if (newer !== null) return { kind: 'newer_release', what: newer };
  const { config, dataDirectory, log, clock, stops, onProgress } = target;
  const failing = Promise.withResolvers<never>();
  // Nobody may be waiting at the moment a server fails.
  failing.promise.catch(() => undefined);
  const parts = { config, dataDirectory, log, stops, onFailed: failing.reject };

  const { warehouse, address } = await openMigratedWarehouse(parts, head.migrations.warehouse);
  const { migration } = await openMigratedStore(parts, head.migrations.store);
  if ((await listStoredTenants(warehouse)).length > 0) return { kind: 'not_empty', what: 'The warehouse' };
  if (!(await isStoreEmpty(migration.connectionString))) return { kind: 'not_empty', what: 'The store' };

  const work = async (): Promise<Restored> => {
    const startedAt = instantOfDate(clock.now());
    await loadWarehouse(path, warehouse, (rows) =>
      onProgress('loading events', rows, Math.max(counted.warehouse, 1)),
    );
    await migrateWarehouse(address);
    const tenants = await listStoredTenants(warehouse);
    for (const tenant of tenants) {
      await rebuildFacts(warehouse, {
        tenant,
        startedAt,
        onProgress: ({ derived, total }) => onProgress(`deriving the facts of ${tenant}`, derived, total),
      });
    }
    onProgress('loading findings and plans', 0, 0);
    const loaded = await loadStore(migration.connectionString, storeRows(path));
    if (loaded.kind === 'not_empty') return { kind: 'not_empty', what: 'The store' };
    if (loaded.kind === 'unknown_table') {
      throw new UnreadableArchive(`${path} has a table ${loaded.table}, which its release did not have.`);
    }
    await migrateStore(migration);
    if (head.example !== null) await writeExampleRecord(dataDirectory, head.example);
    return { kind: 'restored', rows: counted, tenants: tenants.length };
  };
  return Promise.race([work(), failing.promise]);
}

async function findNewer(head: ArchiveHead): Promise<string | null> {
  const { store, warehouse } = head.migrations;
  if (store > (await readStoreVersion())) return `migration ${store} of the store`;
  return warehouse > (await readWarehouseVersion()) ? `migration ${warehouse} of the warehouse` : null;
}

async function loadWarehouse(
  path: string,
  warehouse: Warehouse,
  onProgress: (rows: number) => void,
): Promise<void> {
  const known = new Set(keptTables.map(({ table }) => table));
  const { lots } = await readArchive(path);
  let rows = 0;
  for await (const lot of lots) {
    if (lot.part !== 'warehouse') continue;
    if (!known.has(lot.table)) throw new UnreadableArchive(`${path} has an unknown table ${lot.table}.`);
    await warehouse.insertLines(lot.table, lot.lines);
    rows += lot.lines.length;
    onProgress(rows);
  }
}

async function* storeRows(path: string): AsyncGenerator<DumpedRows> {
  const { lots } = await readArchive(path);
  for await (const lot of lots) {
    if (lot.part === 'store') yield { tenant: lot.tenant, table: lot.table, lines: lot.lines };
  }
}
