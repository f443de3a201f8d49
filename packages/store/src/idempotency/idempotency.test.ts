import { expect, it } from 'vitest';
import { beginWrite } from './begin-write.ts';
import { deleteExpiredKeys } from './delete-expired-keys.ts';
import { describeStore } from '../test-support/describe-store.ts';
import { finishWrite } from './finish-write.ts';
import { withSystem } from '../transactions/with-system.ts';
import { withTenant } from '../transactions/with-tenant.ts';

const at = '2026-11-01T00:00:00.000000Z';

describeStore('idempotency keys', (store) => {
  const request = { actor: 'rep-1', key: 'k', fingerprint: 'f', at };
  const begin = (tenant: string, changed: Partial<typeof request> = {}) =>
    withTenant(store().pool, tenant, (tx) => beginWrite(tx, { ...request, ...changed }));
  const write = (tenant: string, answer: unknown) =>
    withTenant(store().pool, tenant, async (tx) => {
      const begun = await beginWrite(tx, request);
      if (begun.kind === 'begun') await finishWrite(tx, { actor: 'rep-1', key: 'k', status: 201, answer });
      return begun;
    });

  it('the same request gets the same answer', async () => {
    const tenant = await store().newTenant();
    expect(await write(tenant, { id: 1 })).toEqual({ kind: 'begun' });
    expect(await write(tenant, { id: 2 })).toEqual({ kind: 'answered', status: 201, answer: { id: 1 } });
  });

  it('of concurrent requests one writes, and the others wait for its answer', async () => {
    const tenant = await store().newTenant();
    const answers = await Promise.all([1, 2, 3, 4].map((id) => write(tenant, { id })));
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['answered', 'answered', 'answered', 'begun']);
  });

  it('another body is a conflict, another actor or tenant is not', async () => {
    const tenant = await store().newTenant();
    await write(tenant, {});
    expect(await begin(tenant, { fingerprint: 'g' })).toEqual({ kind: 'conflict' });
    expect(await begin(tenant, { actor: 'rep-2' })).toEqual({ kind: 'begun' });
    expect(await begin(await store().newTenant())).toEqual({ kind: 'begun' });
  });

  it('an unanswered request is in progress for a minute', async () => {
    const tenant = await store().newTenant();
    await begin(tenant);
    expect(await begin(tenant, { at: '2026-11-01T00:00:59.999999Z' })).toEqual({ kind: 'in_progress' });
    expect(await begin(tenant, { at: '2026-11-01T00:01:00.000000Z' })).toEqual({ kind: 'begun' });
  });

  it('a key is kept for 24 hours', async () => {
    const tenant = await store().newTenant();
    await write(tenant, {});
    expect(await begin(tenant, { at: '2026-11-01T23:59:59.999999Z' })).toMatchObject({ kind: 'answered' });
    expect(await begin(tenant, { fingerprint: 'g', at: '2026-11-02T00:00:00.000000Z' })).toEqual({
      kind: 'begun',
    });
  });

  it('expired keys of all tenants are deleted, living ones stay', async () => {
    const [old, young] = [await store().newTenant(), await store().newTenant()];
    await write(old, {});
    await begin(young, { at: '2026-11-01T12:00:00.000000Z' });
    expect(
      await withSystem(store().pool, (tx) => deleteExpiredKeys(tx, '2026-11-02T06:00:00.000000Z')),
    ).toBeGreaterThan(0);
    expect(await begin(old, { fingerprint: 'g', at: '2026-11-01T01:00:00.000000Z' })).toEqual({
      kind: 'begun',
    });
    expect(await begin(young, { fingerprint: 'g' })).toEqual({ kind: 'conflict' });
  });
});
