import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Pool } from 'pg';
import { hasSystemPostgres, startSystemPostgres, startNpmPostgres } from './postgres-server.ts';
import type { TestServer } from './postgres-server.ts';
import { migrateStore } from '../migrations/migrate-store.ts';
import { openStorePool } from '../transactions/open-store-pool.ts';
import { ensureTenant } from '../tenants/ensure-tenant.ts';
import { withTenant } from '../transactions/with-tenant.ts';

/** A migrated store; every test file gets its own server. */
export interface TestStore {
  readonly server: TestServer;
  readonly appUrl: string;
  /** Connects as `stepup_app`, like a service. */
  readonly pool: Pool;
  /** A tenant no other test uses. */
  newTenant(): Promise<string>;
}

const appPassword = 'app password with spaces & signs:/@';
const serversRequired = process.env['STEPUP_REQUIRE_SERVERS'] === '1';

const servers = [
  { name: 'PostgreSQL 15', available: hasSystemPostgres(), start: startSystemPostgres },
  { name: 'the embedded PostgreSQL', available: true, start: startNpmPostgres },
];

/** Runs the same tests on every PostgreSQL there is: the oldest supported and the embedded one. */
export function describeStore(name: string, tests: (store: () => TestStore) => void): void {
  for (const { name: serverName, available, start } of servers) {
    if (!available) {
      describe(`${name} on ${serverName}`, () => {
        it.skipIf(!serversRequired)(`needs ${serverName}, which is not installed`, () => {
          throw new Error(`${serverName} is not installed, and STEPUP_REQUIRE_SERVERS=1 asks for it`);
        });
      });
      continue;
    }
    describe(`${name} on ${serverName}`, () => {
      let store: TestStore | undefined;
      beforeAll(async () => {
        store = await openTestStore(await start());
      });
      afterAll(async () => {
        await store?.pool.end();
        await store?.server.stop();
      });
      tests(() => {
        if (store === undefined) throw new Error('the store is opened before the tests run');
        return store;
      });
    });
  }
}

async function openTestStore(server: TestServer): Promise<TestStore> {
  expect(await migrateStore({ connectionString: server.ownerUrl, appPassword })).toMatchObject({
    kind: 'migrated',
  });
  const url = new URL(server.ownerUrl);
  url.username = 'stepup_app';
  url.password = encodeURIComponent(appPassword);
  const pool = openStorePool({
    connectionString: url.href,
    applicationName: 'store-test',
    maxConnections: 6,
    // A connection that drops in a test fails the next query; after the last test it only means the server stopped.
    onIdleError: () => undefined,
  });
  let tenantCount = 0;
  const newTenant = async () => {
    const tenant = `t-${(tenantCount += 1)}`;
    await withTenant(pool, tenant, (tx) => ensureTenant(tx, '2026-01-01T00:00:00.000000Z'));
    return tenant;
  };
  return { server, appUrl: url.href, pool, newTenant };
}
