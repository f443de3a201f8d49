import { expect, it } from 'vitest';
import { appendEvent } from './append-event.ts';
import { claimOutbox } from './claim-outbox.ts';
import { deleteSent } from './delete-sent.ts';
import { describeStore } from '../test-support/describe-store.ts';
import { markSent } from './mark-sent.ts';
import { measureBacklog } from './measure-backlog.ts';
import { withSystem } from '../transactions/with-system.ts';
import { withTenant } from '../transactions/with-tenant.ts';
import type { OutboxClaimRequest } from './claim-outbox.ts';

const at = '2026-11-01T00:00:00.000000Z';
const later = '2026-11-01T00:01:00.000000Z';

describeStore('the outbox', (store) => {
  const append = (tenant: string, entity: string, version: number) =>
    withTenant(store().pool, tenant, (tx) =>
      appendEvent(tx, { entity, version, type: 'coaching.plan.v1', payload: { version } }, at),
    );
  const claim = (changed: Partial<OutboxClaimRequest> = {}) =>
    withSystem(store().pool, (tx) =>
      claimOutbox(tx, { holder: 'relay-1', at, leaseSeconds: 30, limit: 100, after: null, ...changed }),
    );
  const mark = (holder: string, eventIds: readonly string[], when = at) =>
    withSystem(store().pool, (tx) => markSent(tx, { holder, at: when, eventIds }));

  async function sendAll(holder: string, when: string): Promise<string[]> {
    const claimed = await claim({ holder, at: when });
    if (claimed.kind !== 'claimed') throw new Error(claimed.kind);
    const eventIds = claimed.events.map(({ eventId }) => eventId);
    await mark(holder, eventIds, when);
    return eventIds;
  }

  it('is sent by one relay, of all tenants, in the order of the versions', async () => {
    const [a, b] = [await store().newTenant(), await store().newTenant()];
    await append(b, 'plan/1', 1);
    await append(a, 'plan/2', 1);
    const first = await append(a, 'plan/1', 1);
    await append(a, 'plan/1', 2);
    const claimed = await claim();
    expect(claimed).toMatchObject({
      kind: 'claimed',
      events: [
        { tenant: a, entity: 'plan/1', version: 1, eventId: first, payload: { version: 1 }, appendedAt: at },
        { tenant: a, entity: 'plan/1', version: 2 },
        { tenant: a, entity: 'plan/2', version: 1 },
        { tenant: b, entity: 'plan/1', version: 1 },
      ],
    });
    expect(await claim({ holder: 'relay-2' })).toMatchObject({ kind: 'held_by_other', holder: 'relay-1' });
    expect(await withSystem(store().pool, measureBacklog)).toEqual({ unsent: 4, oldestAt: at });
    expect(await mark('relay-1', [first])).toEqual({ kind: 'marked', count: 1 });
    expect(await claim({ limit: 1 })).toMatchObject({ events: [{ entity: 'plan/1', version: 2 }] });
    expect(await claim({ limit: 1, after: { tenant: a, entity: 'plan/1', version: 2 } })).toMatchObject({
      events: [{ tenant: a, entity: 'plan/2' }],
    });
    await sendAll('relay-1', at);
    expect(await withSystem(store().pool, measureBacklog)).toEqual({ unsent: 0, oldestAt: null });
  });

  it('goes to another relay when the lease runs out, and the first can mark nothing any more', async () => {
    const tenant = await store().newTenant();
    await sendAll('relay-1', at);
    const eventId = await append(tenant, 'plan/9', 1);
    await claim();
    expect(await claim({ holder: 'relay-2', at: later })).toMatchObject({
      kind: 'claimed',
      events: [{ eventId }],
    });
    expect(await mark('relay-1', [eventId], later)).toEqual({ kind: 'lease_lost' });
    expect(await mark('relay-2', [eventId], later)).toEqual({ kind: 'marked', count: 1 });
    expect(await mark('relay-2', [eventId], later)).toEqual({ kind: 'marked', count: 0 });
    expect(await mark('relay-2', [], later)).toEqual({ kind: 'marked', count: 0 });
  });

  it('vanishes with the change it tells about', async () => {
    const tenant = await store().newTenant();
    const failed = withTenant(store().pool, tenant, async (tx) => {
      await appendEvent(tx, { entity: 'plan/7', version: 1, type: 't', payload: {} }, at);
      throw new Error('the change failed');
    });
    await expect(failed).rejects.toThrow('the change failed');
    await append(tenant, 'plan/7', 1);
  });

  it('takes one event for each version of an entity', async () => {
    const tenant = await store().newTenant();
    await append(tenant, 'plan/8', 1);
    await expect(append(tenant, 'plan/8', 1)).rejects.toMatchObject({ cause: { constraint: 'outbox_pkey' } });
  });

  it('forgets what was sent, never what was not', async () => {
    const tenant = await store().newTenant();
    await sendAll('relay-2', later);
    await append(tenant, 'plan/6', 1);
    expect(
      await withSystem(store().pool, (tx) => deleteSent(tx, '2026-12-01T00:00:00.000000Z')),
    ).toBeGreaterThan(0);
    expect(await claim({ holder: 'relay-2', at: later })).toMatchObject({ events: [{ entity: 'plan/6' }] });
  });
});
