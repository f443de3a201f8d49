import { instantOfDate } from '@stepup/contracts';
import { erasePerson, listNotErased, withTenant } from '@stepup/store';
import { forgetPseudonymsOf, readErasedPeople } from '@stepup/warehouse';
import { eachTenant } from './each-tenant.ts';
import type { SchedulePorts } from './schedule-ports.ts';

/**
 * Erases in the system of record whoever was erased by an event. The warehouse is asked for all of them and what is done is left
 * alone, so neither an event that comes twice nor a process that ends in between leaves anybody behind.
 */
export async function erasePeople(ports: SchedulePorts, signal: AbortSignal): Promise<void> {
  const { pool, warehouse, clock, log } = ports;
  const at = instantOfDate(clock.now());
  await eachTenant(ports, signal, 'erased people could not be erased everywhere', async (tenant) => {
    const told = await readErasedPeople(warehouse, tenant);
    const waiting = await withTenant(pool, tenant, (tx) => listNotErased(tx, told));
    for (const personId of waiting) {
      await withTenant(pool, tenant, (tx) => erasePerson(tx, { personId, at }));
      log.info({ tenant }, 'a person was erased');
    }
    if (waiting.length > 0) await forgetPseudonymsOf(warehouse, tenant, waiting);
  });
}
