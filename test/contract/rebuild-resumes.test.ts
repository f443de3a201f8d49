/** A rebuild whose process ends goes on in another one, where it was, and ends with the same deals. */
import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runRebuild } from '@stepup/api';
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '@stepup/embedded-servers';
import { createLogger, systemClock } from '@stepup/runtime';
import { simulateHistory } from '@stepup/simulator';
import { enqueueRebuild, ensureTenant, getRebuild, prepareStore, withTenant } from '@stepup/store';
import { storeBatch, type Warehouse } from '@stepup/warehouse';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { acceptEvents } from '../support/engine/accept-events.ts';
import { askOracle, askWarehouse } from '../support/engine/ask-deals.ts';
import { type StartedWarehouse, startWarehouse } from '../support/engine/start-warehouse.ts';
import { createOracle } from '../support/oracle/create-oracle.ts';

const log = createLogger({ service: 'test', level: 'silent' });
const tenant = 'resumed';
const lotSize = 1;

let started: StartedWarehouse;
let directory: string;
let postgres: Awaited<ReturnType<typeof startEmbeddedPostgres>>;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'stepup-rebuild-'));
  [started, postgres] = await Promise.all([startWarehouse(), startEmbeddedPostgres({ directory, log })]);
});
afterAll(async () => {
  await started.stop();
  await postgres.stop();
  await removeEmbeddedPostgres(directory);
});

/** Counts the lots that are derived, and is away from one of them on. */
function awayFrom(warehouse: Warehouse, lot: number): { warehouse: Warehouse; lots: () => number } {
  let lots = 0;
  return {
    lots: () => lots,
    warehouse: {
      ...warehouse,
      async insert(table, rows) {
        if (table === 'derived_batches') {
          if (lots === lot) throw new Error('the engine is away');
          lots += 1;
        }
        await warehouse.insert(table, rows);
      },
    },
  };
}

it('goes on where it was', async () => {
  const store = await prepareStore({
    ownerString: postgres.connectionString,
    applicationName: 'test',
    onIdleError: () => undefined,
  });
  if (store.kind === 'unsuitable') throw new Error(store.message);
  const { pool } = store;
  const history = simulateHistory(3);
  const accepted = acceptEvents(tenant, history.events);
  await storeBatch(started.warehouse, accepted);
  const id = randomUUID();
  const at = '2026-01-01T00:00:00.000000Z';
  await withTenant(pool, tenant, async (tx) => {
    await ensureTenant(tx, at);
    await enqueueRebuild(tx, { id, at });
  });
  const find = () => withTenant(pool, tenant, (tx) => getRebuild(tx, id));
  const run = (warehouse: Warehouse, stopping = new AbortController().signal) =>
    runRebuild(
      { warehouse, pool, clock: systemClock, log },
      { tenant, id, lastAttempt: false, stopping, lotSize },
    );

  const first = awayFrom(started.warehouse, 3);
  await expect(run(first.warehouse)).rejects.toThrow('the engine is away');
  const left = await find();
  expect(left).toMatchObject({ state: 'queued', attempt: 1 });
  expect(left?.derived).toBeGreaterThan(lotSize);
  expect(left?.place).not.toBeNull();

  // A process that is told to stop gives it back as it is.
  await expect(run(started.warehouse, AbortSignal.abort())).rejects.toThrow('goes on in another');
  expect(await find()).toMatchObject({ state: 'queued', attempt: 2, derived: left?.derived });

  const whole = awayFrom(started.warehouse, Infinity);
  const rest = awayFrom(started.warehouse, Infinity);
  expect(await run(rest.warehouse)).toEqual({ kind: 'done' });
  expect(await find()).toMatchObject({ state: 'done', attempt: 3, derived: left?.total, total: left?.total });
  expect(await run(whole.warehouse)).toEqual({ kind: 'done' });
  expect(whole.lots()).toBe(0);
  // Every lot once, and what was touched meanwhile at the end.
  expect(first.lots() + rest.lots() - 1).toBeGreaterThanOrEqual(Math.ceil((left?.total ?? 0) / lotSize));
  expect(rest.lots()).toBeLessThan((left?.total ?? 0) / lotSize + 1);
  const expected = askOracle(createOracle(accepted.map(({ event }) => event)), history.asOf);
  expect(await askWarehouse(started.warehouse, tenant, history.asOf)).toEqual(expected);
  await pool.end();
});
