import { expect, it } from 'vitest';
import { listPausedReps, setDiagnosisPause } from './diagnosis-pause.ts';
import { describeStore } from '../test-support/describe-store.ts';
import { withTenant } from '../transactions/with-tenant.ts';

const at = (day: number) => `2026-11-0${day}T00:00:00.000000Z`;

describeStore('a pause of the diagnosis', (store) => {
  it('begins once, ends, begins again, and is nobody else’s', async () => {
    const [own, other] = [await store().newTenant(), await store().newTenant()];
    const set = (day: number, isPaused: boolean) =>
      withTenant(store().pool, own, (tx) => setDiagnosisPause(tx, { repId: 'r', isPaused, at: at(day) }));
    const paused = (tenant: string) =>
      withTenant(store().pool, tenant, async (tx) => [...(await listPausedReps(tx))]);
    await set(1, true);
    await set(2, true);
    expect(await paused(own)).toEqual([['r', at(1)]]);
    expect(await paused(other)).toEqual([]);
    await set(3, false);
    await set(4, false);
    expect(await paused(own)).toEqual([]);
    await set(5, true);
    expect(await paused(own)).toEqual([['r', at(5)]]);
  });
});
