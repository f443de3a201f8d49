import { instantOfDate } from '@stepup/contracts';
import { allTenants, erasePerson, isErased, withTenant } from '@stepup/store';
import { readErasedPeople } from '@stepup/warehouse';
import type { SchedulePorts } from './schedule-ports.ts';

/**
 * Erases in the system of record whoever was erased by an event. The warehouse is asked for all of them and what is done is left
 * alone, so neither an event that comes twice nor a process that ends in between leaves anybody behind.
 */
export async function erasePeople(
  { pool, warehouse, clock, log }: SchedulePorts,
  signal: AbortSignal,
): Promise<void> {
  const at = instantOfDate(clock.now());
  for await (const tenant of allTenants(pool)) {
    signal.throwIfAborted();
    for (const personId of await readErasedPeople(warehouse, tenant)) {
      const isDone = await withTenant(pool, tenant, async (tx) => {
        if (await isErased(tx, personId)) return true;
        await erasePerson(tx, { personId, at });
        return false;
      });
      if (!isDone) log.info({ tenant }, 'a person was erased');
    }
  }
}
