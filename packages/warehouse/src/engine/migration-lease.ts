import { setTimeout as delay } from 'node:timers/promises';
import { ClickHouseError } from '@clickhouse/client';
import * as z from 'zod';
import { onEveryNode } from './on-every-node.ts';
import type { Warehouse } from './open-warehouse.ts';

/** The right to change the tables of one warehouse; nobody else has it meanwhile. */
export interface MigrationLease {
  /**
   * To be asked before every statement. What remains is a statement that is on its way to the engine for longer than half a lease.
   *
   * @throws MigrationLeaseLost when somebody else has taken over, or may do so before a statement would arrive
   */
  assertHeld(): Promise<void>;
  release(): Promise<void>;
}

/** Somebody else migrates by now: what is left to do has to be looked at again. */
export class MigrationLeaseLost extends Error {
  override readonly name = 'MigrationLeaseLost';
}

export interface LeaseOptions {
  /** After this silence of its holder a lease is over. */
  leaseSeconds: number;
  /** Where the warehouse is spread over several nodes. */
  cluster?: string | undefined;
  /** Called once when somebody else is found migrating. */
  onWaiting?: () => void;
}

const prefix = 'schema_migration_lease_';
const codes = { unknownTable: '60', tableExists: '57' } as const;
/** A holder lives in another process, and the engine tells nobody when its lease ends. */
const askAgainMs = 200;

const newestLease = {
  name: 'newest_migration_lease',
  sql: `SELECT toUInt32OrZero(substring(name, length({prefix:String}) + 1)) AS number, name AS table FROM system.tables
    WHERE database = currentDatabase() AND startsWith(name, {prefix:String}) ORDER BY number DESC`,
  parameters: z.object({ prefix: z.string() }),
  row: z.object({ number: z.number(), table: z.string() }),
};

const leaseState = {
  name: 'migration_lease_state',
  sql: `SELECT max(is_released) AS is_released, dateDiff('millisecond', greatest(max(at), (
      SELECT max(toDateTime64(metadata_modification_time, 3)) FROM system.tables
      WHERE database = currentDatabase() AND name = {table:String})), now64(3)) AS silent_ms
    FROM {table:Identifier}`,
  parameters: z.object({ table: z.string() }),
  row: z.object({ is_released: z.number(), silent_ms: z.number() }),
};

/**
 * Waits until nobody migrates the warehouse, and keeps everybody else from it.
 *
 * The engine has no locks and no compare-and-set, but of several that create one table exactly one succeeds. A lease is such a
 * table, numbered; the greatest number holds. It is over when its holder released it or has been silent, by the clock of the
 * engine; then whoever creates the next number takes over. A number is never used again, and the greatest is never dropped,
 * so nobody can take a lease by mistake that was looked at before it changed hands.
 * On a cluster the statements go through its one queue, so of two that create one table the same one succeeds on every node.
 */
export async function takeMigrationLease(
  warehouse: Warehouse,
  { leaseSeconds, cluster, onWaiting }: LeaseOptions,
): Promise<MigrationLease> {
  let hasWaited = false;
  for (;;) {
    const [newest] = await warehouse.read(newestLease, { prefix });
    if (newest === undefined || (await isOver(warehouse, newest.table, leaseSeconds))) {
      const number = (newest?.number ?? 0) + 1;
      if (await create(warehouse, `${prefix}${number}`, cluster)) {
        return hold(warehouse, number, leaseSeconds, cluster);
      }
    }
    if (!hasWaited) onWaiting?.();
    hasWaited = true;
    await delay(askAgainMs);
  }
}

async function isOver(warehouse: Warehouse, table: string, leaseSeconds: number): Promise<boolean> {
  try {
    const [state] = await warehouse.read(leaseState, { table });
    return state !== undefined && (state.is_released === 1 || state.silent_ms > leaseSeconds * 1_000);
  } catch (error) {
    // Its successor has dropped it.
    if (hasCode(error, codes.unknownTable)) return false;
    throw error;
  }
}

/** Whether it was this call that created the table. */
async function create(warehouse: Warehouse, table: string, cluster: string | undefined): Promise<boolean> {
  const [onCluster, engine] = onEveryNode('MergeTree', cluster);
  try {
    await run(
      warehouse,
      `CREATE TABLE ${table} ${onCluster} (at DateTime64(3) DEFAULT now64(3), is_released UInt8) ENGINE = ${engine} ORDER BY at`,
    );
    return true;
  } catch (error) {
    if (hasCode(error, codes.tableExists)) return false;
    throw error;
  }
}

async function hold(
  warehouse: Warehouse,
  number: number,
  leaseSeconds: number,
  cluster: string | undefined,
): Promise<MigrationLease> {
  const table = `${prefix}${number}`;
  const earlier = await warehouse.read(newestLease, { prefix });
  for (const lease of earlier) {
    if (lease.number < number) {
      const [onCluster] = onEveryNode('MergeTree', cluster);
      await run(warehouse, `DROP TABLE IF EXISTS ${lease.table} ${onCluster}`);
    }
  }
  const timer = setInterval(
    // A beat that fails is made up for by the next; after too many the lease is lost, which `assertHeld` finds.
    () => void warehouse.insert(table, [{ is_released: 0 }]).catch(() => undefined),
    (leaseSeconds * 1_000) / 5,
  );
  return {
    async assertHeld() {
      const [newest] = await warehouse.read(newestLease, { prefix });
      if (newest?.number !== number)
        throw new MigrationLeaseLost('another instance has taken over migrating');
    },
    async release() {
      clearInterval(timer);
      // One that cannot be released is over after a while all the same.
      await warehouse.insert(table, [{ is_released: 1 }]).catch(() => undefined);
    },
  };
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof ClickHouseError && error.code === code;
}

function run(warehouse: Warehouse, sql: string): Promise<void> {
  return warehouse.run({ name: 'migration_lease', sql, parameters: z.object({}) }, {});
}
