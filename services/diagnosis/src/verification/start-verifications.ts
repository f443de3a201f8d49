import { isNightBeforeWeek } from '../runs/is-night.ts';
import { type StartPorts, tenantsToStart } from '../runs/tenants-to-start.ts';

/**
 * Gives tenants a job of their own each, all of them or those whose week begins with this night: what goes wrong with one is seen there and
 * holds up no other.
 */
export async function startVerifications(
  ports: StartPorts,
  { onlyAtNight, signal }: { readonly onlyAtNight: boolean; readonly signal: AbortSignal },
): Promise<void> {
  for await (const tenant of tenantsToStart(ports, onlyAtNight ? isNightBeforeWeek : null)) {
    signal.throwIfAborted();
    await ports.jobs.enqueue('verify-tenant-coaching', { tenant }, { jobId: `verify-${tenant}` });
  }
}
