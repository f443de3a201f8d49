import { migrateWarehouse, type MigrationOptions } from './migrate-warehouse.ts';
import { openWarehouse, type Warehouse, type WarehouseAddress } from './open-warehouse.ts';

export type PreparedWarehouse =
  | { kind: 'prepared'; warehouse: Warehouse }
  /** A reason not to start, and what to do. */
  | { kind: 'unsuitable'; message: string };

/** Brings the warehouse to the tables of this release and opens it. */
export async function prepareWarehouse(
  address: WarehouseAddress,
  options: MigrationOptions = {},
): Promise<PreparedWarehouse> {
  if (!(await isReachable(address))) {
    const advice = 'start it, or correct the address (STEPUP_CLICKHOUSE_URL)';
    return { kind: 'unsuitable', message: `ClickHouse does not answer at ${address.url}: ${advice}.` };
  }
  const outcome = await migrateWarehouse(address, options);
  switch (outcome.kind) {
    case 'migrated':
      return { kind: 'prepared', warehouse: openWarehouse(address) };
    case 'newer_database':
      return { kind: 'unsuitable', message: `The warehouse knows ${outcome.found}: ${outcome.advice}.` };
    case 'changed_history':
      return {
        kind: 'unsuitable',
        message: `Migration ${outcome.file} of the warehouse was changed: ${outcome.advice}.`,
      };
  }
}

async function isReachable(address: WarehouseAddress): Promise<boolean> {
  const probe = openWarehouse(address);
  try {
    return await probe.isReachable();
  } finally {
    await probe.close();
  }
}
