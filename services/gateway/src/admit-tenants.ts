import { instantOfDate } from '@stepup/contracts';
import type { Clock } from '@stepup/runtime';
import { ensureTenant, type openStorePool, withTenant } from '@stepup/store';
import type { TenantAdmission } from './events/gateway-ports.ts';

/** For so long the answer of the store is taken as known; a deletion takes effect after it. */
const knownForMs = 5_000;
const mostKnown = 10_000;

/** Makes tenants known to the store when their first event comes, and refuses those that were deleted. */
export function admitTenants(pool: ReturnType<typeof openStorePool>, clock: Clock) {
  const admittedAtMs = new Map<string, number>();
  return async (tenant: string): Promise<TenantAdmission> => {
    const now = clock.now();
    const knownSinceMs = admittedAtMs.get(tenant);
    if (knownSinceMs !== undefined && now.getTime() - knownSinceMs < knownForMs) return { kind: 'admitted' };
    const ensured = await withTenant(pool, tenant, (tx) => ensureTenant(tx, instantOfDate(now)));
    if (ensured.kind === 'tombstoned') return { kind: 'deleted' };
    if (admittedAtMs.size >= mostKnown) admittedAtMs.clear();
    admittedAtMs.set(tenant, now.getTime());
    return { kind: 'admitted' };
  };
}
