import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { ensureTenant } from '../tenants/ensure-tenant.ts';
import { describeStore } from '../test-support/describe-store.ts';
import { runTransaction } from './run-transaction.ts';
import { withTenant } from './with-tenant.ts';

const at = '2026-11-29T12:00:00.000000Z';

describeStore('work that swallows the failure of a statement', (store) => {
  it('is told that nothing was kept, and the connection goes on', async () => {
    const { pool } = store();
    const tenant = 'swallowed';
    const swallowing = withTenant(pool, tenant, async (tx) => {
      await ensureTenant(tx, at);
      await tx.db.execute(sql`select 1 / 0`).catch(() => undefined);
    });
    await expect(swallowing).rejects.toThrow('rolled back');
    expect(await withTenant(pool, tenant, (tx) => ensureTenant(tx, at))).toEqual({ kind: 'created' });
  });

  it('keeps what it did where it had a savepoint around it', async () => {
    const { pool } = store();
    const tenant = 'saved';
    await withTenant(pool, tenant, async (tx) => {
      await ensureTenant(tx, at);
      await tx.db.transaction((savepoint) => savepoint.execute(sql`select 1 / 0`)).catch(() => undefined);
    });
    expect(await withTenant(pool, tenant, (tx) => ensureTenant(tx, at))).toEqual({ kind: 'exists' });
  });
});

describeStore('a scope that is refused', (store) => {
  it('is what one hears of, nothing of the work is done, and the connection goes on', async () => {
    const { pool } = store();
    const writing = runTransaction(pool, 'set local role nobody_knows', async (db) => {
      await db.execute(sql`select set_config('stepup.tenant', 'refused', true)`);
      await ensureTenant({ kind: 'tenant', tenant: 'refused', db }, at);
    });
    await expect(writing).rejects.toThrow('role "nobody_knows" does not exist');
    expect(await withTenant(pool, 'refused', (tx) => ensureTenant(tx, at))).toEqual({ kind: 'created' });
  });
});
