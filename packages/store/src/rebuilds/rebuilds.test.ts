import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { describeStore } from '../test-support/describe-store.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';
import { withSystem } from '../transactions/with-system.ts';
import { withTenant } from '../transactions/with-tenant.ts';
import { claimRebuild } from './claim-rebuild.ts';
import { enqueueRebuild } from './enqueue-rebuild.ts';
import { getRebuild, listUnfinishedRebuilds } from './find-rebuilds.ts';
import { failRebuild, finishRebuild, recordRebuildProgress, releaseRebuild } from './write-rebuild.ts';

const at = '2026-11-01T00:00:00.000000Z';
const afterLease = '2026-11-01T00:01:00.000000Z';
const leaseSeconds = 60;
const place = { kind: 'deal', after: 'd-7' };

describeStore('rebuilds', (store) => {
  async function enqueued() {
    const tenant = await store().newTenant();
    const id = randomUUID();
    const inTenant = <T>(work: (tx: TenantTransaction) => Promise<T>) =>
      withTenant(store().pool, tenant, work);
    await inTenant((tx) => enqueueRebuild(tx, { id, at }));
    return { tenant, id, inTenant };
  }
  const unfinished = () => withSystem(store().pool, (tx) => listUnfinishedRebuilds(tx, 1000));

  it('are one at a time for a tenant, and another one once it has ended', async () => {
    const { id, inTenant } = await enqueued();
    const again = randomUUID();
    expect(await inTenant((tx) => enqueueRebuild(tx, { id: again, at }))).toMatchObject({
      id,
      state: 'queued',
    });
    await inTenant((tx) => claimRebuild(tx, { id, at, leaseSeconds }));
    expect(await inTenant((tx) => enqueueRebuild(tx, { id: again, at }))).toMatchObject({ id });
    await inTenant((tx) => finishRebuild(tx, { id, attempt: 1 }, afterLease));
    expect(await inTenant((tx) => enqueueRebuild(tx, { id: again, at }))).toMatchObject({
      id: again,
      state: 'queued',
    });
  });

  it('go on at the place that a worker came to whose lease ran out, which then writes nothing more', async () => {
    const { id, inTenant } = await enqueued();
    const claim = (when: string) => inTenant((tx) => claimRebuild(tx, { id, at: when, leaseSeconds }));
    expect(await claim(at)).toMatchObject({ kind: 'claimed', rebuild: { attempt: 1, place: null } });
    const progress = { derived: 40, total: 100, place, at, leaseSeconds };
    const record = (attempt: number) =>
      inTenant((tx) => recordRebuildProgress(tx, { id, attempt }, progress));
    expect(await record(1)).toEqual({ kind: 'written' });
    expect(await claim(at)).toEqual({ kind: 'in_progress' });
    expect(await claim(afterLease)).toMatchObject({
      kind: 'claimed',
      rebuild: { attempt: 2, derived: 40, total: 100, place, startedAt: at },
    });
    expect(await record(1)).toEqual({ kind: 'claim_lost' });
    expect(await inTenant((tx) => finishRebuild(tx, { id, attempt: 1 }, at))).toEqual({ kind: 'claim_lost' });
    expect(await inTenant((tx) => releaseRebuild(tx, { id, attempt: 2 }))).toEqual({ kind: 'written' });
    expect(await inTenant((tx) => getRebuild(tx, id))).toMatchObject({ state: 'queued', derived: 40, place });
    expect(await claim(at)).toMatchObject({ kind: 'claimed', rebuild: { attempt: 3, place } });
  });

  it('are listed for all tenants while they are unfinished, so that a lost queue can be filled', async () => {
    const { tenant, id, inTenant } = await enqueued();
    expect(await unfinished()).toContainEqual({ tenant, id });
    await inTenant((tx) => claimRebuild(tx, { id, at, leaseSeconds }));
    expect(await unfinished()).toContainEqual({ tenant, id });
    const failure = { error: 'the warehouse failed', at };
    await inTenant((tx) => failRebuild(tx, { id, attempt: 1 }, failure));
    expect(await unfinished()).not.toContainEqual({ tenant, id });
    expect(await inTenant((tx) => claimRebuild(tx, { id, at, leaseSeconds }))).toEqual({ kind: 'finished' });
    const unknown = randomUUID();
    expect(await inTenant((tx) => claimRebuild(tx, { id: unknown, at, leaseSeconds }))).toEqual({
      kind: 'not_found',
    });
  });
});
