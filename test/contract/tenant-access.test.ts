/** The views that a BI tool of one tenant reads hold that tenant's rows and no other's; the user itself needs a server. */
import { exportViews } from '@stepup/contracts';
import { renderTenantUser, renderTenantViews, tenantViews } from '@stepup/infra/tenant-access';
import { storeBatch } from '@stepup/warehouse';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { acceptEvents } from '../support/engine/accept-events.ts';
import { type StartedWarehouse, startWarehouse } from '../support/engine/start-warehouse.ts';

let started: StartedWarehouse;
beforeAll(async () => {
  started = await startWarehouse();
});
afterAll(async () => {
  await started.stop();
});

const dealOf = (dealId: string) => ({
  specversion: '1.0',
  id: dealId,
  source: 'test',
  type: 'sales.deal.changed.v1',
  time: '2026-01-01T00:00:00Z',
  data: { deal_id: dealId, owner_id: 'r' },
});

it('are the views that may be exported, of the tenant alone', async () => {
  const { warehouse } = started;
  expect([...tenantViews]).toEqual([...exportViews]);
  await storeBatch(warehouse, acceptEvents('acme', [dealOf('of-acme')]));
  await storeBatch(warehouse, acceptEvents('globex', [dealOf('of-globex')]));
  const nothing = z.object({});
  const statements = [...renderTenantViews('acme'), ...renderTenantViews('acme')];
  for (const sql of statements) await warehouse.run({ name: 'tenant_views', sql, parameters: nothing }, {});
  const sql = 'SELECT deal_id FROM `stepup_v1_acme`.deals';
  const row = z.strictObject({ deal_id: z.string() });
  expect(await warehouse.read({ name: 'deals_of_acme', sql, parameters: nothing, row }, {})).toEqual([
    { deal_id: 'of-acme' },
  ]);
  for (const view of tenantViews) {
    const count = `SELECT count() AS count FROM \`stepup_v1_acme\`.${view}`;
    await warehouse.read(
      { name: 'any', sql: count, parameters: nothing, row: z.object({ count: z.number() }) },
      {},
    );
  }
});

it('refuse what cannot be a tenant or a hash', () => {
  expect(() => renderTenantViews("acme'; DROP")).toThrow('cannot name a tenant');
  expect(() => renderTenantUser('acme', 'secret')).toThrow('64 hexadecimal digits');
});
