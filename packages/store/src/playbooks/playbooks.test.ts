import { expect, it } from 'vitest';
import { getPlaybook, listPlaybookVersions, savePlaybook } from './playbook-version.ts';
import { describeStore } from '../test-support/describe-store.ts';
import { withTenant } from '../transactions/with-tenant.ts';

const at = '2026-11-01T00:00:00.000000Z';

describeStore('playbooks', (store) => {
  const save = (tenant: string, expectedVersion: number, text: string) =>
    withTenant(store().pool, tenant, (tx) => savePlaybook(tx, { expectedVersion, text, by: 'ops-1', at }));

  it('are kept version by version, and read as the newest or by number', async () => {
    const tenant = await store().newTenant();
    const inTenant = <T>(work: Parameters<typeof withTenant<T>>[2]) => withTenant(store().pool, tenant, work);
    expect(await inTenant((tx) => getPlaybook(tx, 'current'))).toBeNull();
    for (const version of [0, 1, 2]) {
      expect(await save(tenant, version, `text ${version}`)).toMatchObject({
        kind: 'saved',
        playbook: { version: version + 1, writtenBy: 'ops-1' },
      });
    }
    expect(await inTenant((tx) => getPlaybook(tx, 'current'))).toMatchObject({ version: 3, text: 'text 2' });
    expect(await inTenant((tx) => getPlaybook(tx, 1))).toMatchObject({ version: 1, text: 'text 0' });
    expect(await inTenant((tx) => getPlaybook(tx, 4))).toBeNull();
    const first = await inTenant((tx) => listPlaybookVersions(tx, { limit: 2, cursor: null }));
    if (first.kind === 'invalid_cursor') throw new Error(first.kind);
    expect(first.items.map(({ version }) => version)).toEqual([3, 2]);
    const rest = await inTenant((tx) => listPlaybookVersions(tx, { limit: 2, cursor: first.nextCursor }));
    expect(rest).toMatchObject({ items: [{ version: 1 }], nextCursor: null });
  });

  it('take one of two who write at once, and tell the other', async () => {
    const tenant = await store().newTenant();
    const outcomes = await Promise.all([save(tenant, 0, 'one'), save(tenant, 0, 'other')]);
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['saved', 'stale']);
    expect(await save(tenant, 0, 'late')).toEqual({ kind: 'stale', version: 1 });
  });

  it('are nobody else’s', async () => {
    const [own, other] = [await store().newTenant(), await store().newTenant()];
    await save(own, 0, 'own');
    expect(await withTenant(store().pool, other, (tx) => getPlaybook(tx, 'current'))).toBeNull();
  });
});
