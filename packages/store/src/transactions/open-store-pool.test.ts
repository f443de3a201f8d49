import { sql } from 'drizzle-orm';
import type pg from 'pg';
import { expect, it } from 'vitest';
import { describeStore } from '../test-support/describe-store.ts';
import { withTenant } from './with-tenant.ts';

describeStore('a connection that ends while it is lent out', (store) => {
  it('fails the transaction, and neither the process nor the next one', async () => {
    const { pool } = store();
    const tenant = await store().newTenant();
    const lent = Promise.withResolvers<pg.PoolClient>();
    pool.once('acquire', lent.resolve);
    const ended = Promise.withResolvers<void>();
    const broken = withTenant(pool, tenant, async ({ db }) => {
      (await lent.promise).once('end', ended.resolve);
      await db.execute(sql`set local idle_in_transaction_session_timeout = '20ms'`);
      await ended.promise;
      await db.execute(sql`select 1`);
    });
    await expect(broken).rejects.toThrow('Failed query');
    await withTenant(pool, tenant, async ({ db }) => db.execute(sql`select 1`));
  });
});
