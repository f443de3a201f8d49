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
  it.each([
    ['after the transaction began', 'set local role nobody_knows', 'role "nobody_knows" does not exist'],
    ['as a whole', 'selekt 1', 'syntax error'],
  ])(
    '%s: is what one hears of, nothing of the work is done, and the connection goes on',
    async (_when, scope, said) => {
      const { pool } = store();
      const tenant = 'refused';
      const writing = runTransaction(pool, scope, async (db) => {
        await db.execute(sql`select set_config('stepup.tenant', ${tenant}, true)`).catch(() => undefined);
        await ensureTenant({ kind: 'tenant', tenant, db }, at);
      });
      await expect(writing).rejects.toThrow(said);
      const undone = withTenant(pool, tenant, async (tx) => {
        expect(await ensureTenant(tx, at)).toEqual({ kind: 'created' });
        throw new Error('for the next case');
      });
      await expect(undone).rejects.toThrow('for the next case');
    },
  );
});
