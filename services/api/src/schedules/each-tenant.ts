import { allTenants } from '@stepup/store';
import type { SchedulePorts } from './schedule-ports.ts';

/** Does the work of a schedule for one tenant after the other. One whose work fails is logged and holds up no other; the next run tries again. */
export async function eachTenant(
  { pool, log }: Pick<SchedulePorts, 'pool' | 'log'>,
  signal: AbortSignal,
  failed: string,
  work: (tenant: string) => Promise<void>,
): Promise<void> {
  for await (const tenant of allTenants(pool)) {
    signal.throwIfAborted();
    try {
      await work(tenant);
    } catch (error) {
      signal.throwIfAborted();
      log.error({ tenant, err: error }, failed);
    }
  }
}
