import { type Instant, instantOfDate } from '@stepup/contracts';
import { allTenants } from '@stepup/store';
import { readTenantProfile } from '@stepup/warehouse';
import type { DiagnosisPorts } from '../diagnosis-ports.ts';

export type StartPorts = Pick<DiagnosisPorts, 'pool' | 'jobs' | 'warehouse' | 'clock'>;

/** Every tenant, or those for whom it is time where they are. */
export async function* tenantsToStart(
  { pool, warehouse, clock }: StartPorts,
  isTime: ((at: Instant, timeZone: string) => boolean) | null,
): AsyncGenerator<string> {
  const at = instantOfDate(clock.now());
  for await (const tenant of allTenants(pool)) {
    if (isTime !== null && !isTime(at, (await readTenantProfile(warehouse, tenant)).timeZone)) continue;
    yield tenant;
  }
}
