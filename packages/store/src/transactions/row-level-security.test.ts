import pg from 'pg';
import { getTableConfig } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { checkRole } from './check-role.ts';
import { describeStore } from '../test-support/describe-store.ts';
import { enqueueRun } from '../runs/enqueue-run.ts';
import { ensureTenant } from '../tenants/ensure-tenant.ts';
import { eraseTenant } from '../tenants/erase-tenant.ts';
import { getRun } from '../runs/get-run.ts';
import { listTenants } from '../tenants/list-tenants.ts';
import { openStorePool } from './open-store-pool.ts';
import { recordRead } from '../read-log/record-read.ts';
import { tables } from '../schema/tables.ts';
import { tombstoneTenant } from '../tenants/tombstone-tenant.ts';
import { withSystem } from './with-system.ts';
import { withTenant } from './with-tenant.ts';

const at = '2026-11-01T00:00:00.000000Z';
const runId = '6f1f2b52-6d1c-4d0a-9d0e-0a4b7d4b1c01';
const tenantTables = tables.map((table) => getTableConfig(table).name).filter((name) => name !== 'leases');

async function seed(pool: pg.Pool, tenant: string): Promise<void> {
  await withTenant(pool, tenant, async (tx) => {
    await enqueueRun(tx, {
      id: runId,
      kind: 'look',
      asOf: at,
      windowDays: null,
      modelVersion: '1',
      inputWatermark: 'w',
      requestedBy: null,
      at,
    });
    await recordRead(tx, {
      readerId: 'a',
      subjectId: 'b',
      resource: 'plan',
      resourceId: null,
      reason: null,
      readAt: at,
    });
  });
}

describeStore('row-level security', (store) => {
  it.each(tenantTables)(
    'shows no row of %s without a tenant, also right after a transaction that had one',
    async (table) => {
      const tenant = await store().newTenant();
      await seed(store().pool, tenant);
      const client = await store().pool.connect();
      try {
        await client.query('begin');
        await client.query(`select set_config('stepup.tenant', $1, true)`, [tenant]);
        await client.query('commit');
        expect((await client.query(`select from stepup.${table}`)).rowCount).toBe(0);
      } finally {
        client.release();
      }
      const fresh = new pg.Client({ connectionString: store().appUrl });
      await fresh.connect();
      expect((await fresh.query(`select from stepup.${table}`)).rowCount).toBe(0);
      await fresh.end();
    },
  );

  it('shows, changes and deletes no row of another tenant', async () => {
    const [mine, theirs] = [await store().newTenant(), await store().newTenant()];
    await seed(store().pool, theirs);
    await withTenant(store().pool, mine, async (tx) => {
      expect(await getRun(tx, runId)).toBeNull();
      for (const table of tenantTables) {
        const key = table === 'tenants' ? sql`id` : sql`tenant`;
        const { rows } = await tx.db.execute(
          sql`select from ${sql.identifier('stepup')}.${sql.identifier(table)} where ${key} = ${theirs}`,
        );
        expect(rows).toEqual([]);
      }
      expect((await tx.db.execute(sql`update stepup.diagnosis_runs set state = 'queued'`)).rowCount).toBe(0);
      expect((await tx.db.execute(sql`delete from stepup.diagnosis_cells`)).rowCount).toBe(0);
    });
  });

  it('refuses a row for another tenant', async () => {
    const [mine, theirs] = [await store().newTenant(), await store().newTenant()];
    const write = withTenant(store().pool, mine, (tx) =>
      recordRead(
        { ...tx, tenant: theirs },
        { readerId: 'a', subjectId: 'b', resource: 'plan', resourceId: null, reason: null, readAt: at },
      ),
    );
    await expect(write).rejects.toMatchObject({ cause: { code: '42501' } });
  });

  it('is enabled, forced and bound to the tenant on every table the application role can touch', async () => {
    const client = new pg.Client({ connectionString: store().server.ownerUrl });
    await client.connect();
    const { rows } = await client.query<{
      table: string;
      touched: boolean;
      forced: boolean;
      bound: boolean;
      leaks: string | null;
    }>(`
      select c.relname as "table",
             exists (select from unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) p
                     where has_table_privilege('stepup_app', c.oid, p)) as touched,
             c.relrowsecurity and c.relforcerowsecurity as forced,
             exists (select from pg_policies p
                     where p.schemaname = 'stepup' and p.tablename = c.relname and p.policyname = 'tenant_isolation'
                       and p.cmd = 'ALL' and p.qual like '%current_setting(''stepup.tenant''%'
                       and p.with_check like '%current_setting(''stepup.tenant''%') as bound,
             (select string_agg(p.policyname, ',') from pg_policies p
              where p.schemaname = 'stepup' and p.tablename = c.relname and p.policyname <> 'tenant_isolation'
                and p.roles <> '{stepup_system}') as leaks
      from pg_class c where c.relnamespace = 'stepup'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')`);
    await client.end();
    expect(rows.length).toBeGreaterThan(tenantTables.length);
    for (const { table, touched, forced, bound, leaks } of rows) {
      const expected = touched
        ? { table, forced: true, bound: true, leaks: null }
        : { table, forced, bound, leaks };
      expect({ table, forced, bound, leaks }).toEqual(expected);
    }
    expect(
      rows
        .filter(({ touched }) => !touched)
        .map(({ table }) => table)
        .sort(),
    ).toEqual(['leases', 'schema_migrations']);
  });

  it.each([
    'alter table stepup.plans disable row level security',
    'alter table stepup.plans no force row level security',
    'drop policy tenant_isolation on stepup.plans',
    'alter table stepup.plans add column extra text',
    'drop table stepup.read_log',
    'drop trigger append_only on stepup.plan_history',
    'truncate stepup.plan_history',
    'delete from stepup.plan_history',
    `update stepup.plan_history set move = 'x'`,
    'delete from stepup.read_log',
    'delete from stepup.plans',
    'update stepup.outbox set sent_at = now()',
    'create table stepup.mine (id integer)',
    'select * from stepup.leases',
    'alter role stepup_app bypassrls',
    'set session_replication_role = replica',
  ])('the application role cannot: %s', async (statement) => {
    const tenant = await store().newTenant();
    const attempt = withTenant(store().pool, tenant, (tx) => tx.db.execute(sql.raw(statement)));
    await expect(attempt).rejects.toMatchObject({ cause: { code: '42501' } });
  });

  it('the system role reads no plan, finding, run or log', async () => {
    for (const table of [
      'plans',
      'plan_history',
      'diagnoses',
      'diagnosis_runs',
      'diagnosis_cells',
      'read_log',
      'focuses',
    ]) {
      const attempt = withSystem(store().pool, (tx) => tx.db.execute(sql.raw(`select from stepup.${table}`)));
      await expect(attempt).rejects.toMatchObject({ cause: { code: '42501' } });
    }
  });

  it('the role of a service is told apart from one that sees everything', async () => {
    expect(await checkRole(store().pool)).toEqual({ kind: 'safe' });
    const databaseOf = new URL(store().server.superuserUrl);
    databaseOf.pathname = '/stepup';
    for (const [connectionString, reason] of [
      [store().server.ownerUrl, 'owns_tables'],
      [databaseOf.href, 'superuser'],
    ] as const) {
      const pool = openStorePool({ connectionString, applicationName: 'test', onIdleError: () => undefined });
      expect(await checkRole(pool)).toMatchObject({ kind: 'unsafe', reason });
      await pool.end();
    }
  });

  it('refuses a name that is no tenant', async () => {
    await expect(withTenant(store().pool, 'A_B', async () => undefined)).rejects.toThrow('not a tenant name');
  });
});

describeStore('the life of a tenant', (store) => {
  it('is created once, listed, tombstoned once and then gone for good', async () => {
    const { pool } = store();
    const tenant = 'short-lived';
    const inTenant = <T>(work: Parameters<typeof withTenant<T>>[2]) => withTenant(pool, tenant, work);
    expect(await inTenant((tx) => ensureTenant(tx, at))).toEqual({ kind: 'created' });
    expect(await inTenant((tx) => ensureTenant(tx, at))).toEqual({ kind: 'exists' });
    const list = () => withSystem(pool, (tx) => listTenants(tx, { after: null, limit: 1000 }));
    expect(await list()).toContain(tenant);
    await seed(pool, tenant);
    await expect(inTenant((tx) => eraseTenant(tx))).rejects.toMatchObject({ cause: { code: '23001' } });
    expect(await inTenant((tx) => tombstoneTenant(tx, at))).toBe(true);
    expect(await inTenant((tx) => tombstoneTenant(tx, at))).toBe(false);
    expect(await inTenant((tx) => ensureTenant(tx, at))).toEqual({ kind: 'tombstoned', at });
    expect(await list()).not.toContain(tenant);
  });

  it('erases every row of a tombstoned tenant, append-only ones too, and of no other', async () => {
    const { pool } = store();
    const [gone, kept] = [await store().newTenant(), await store().newTenant()];
    await seed(pool, gone);
    await seed(pool, kept);
    await withTenant(pool, gone, (tx) => tombstoneTenant(tx, at));
    const deleted = await withTenant(pool, gone, (tx) => eraseTenant(tx));
    expect(deleted).toMatchObject({ diagnosis_runs: 1, read_log: 1, plans: 0 });
    expect(Object.keys(deleted).sort()).toEqual(tenantTables.filter((name) => name !== 'tenants').sort());
    expect(await withTenant(pool, gone, (tx) => getRun(tx, runId))).toBeNull();
    expect(await withTenant(pool, kept, (tx) => getRun(tx, runId))).toMatchObject({ id: runId });
  });
});
