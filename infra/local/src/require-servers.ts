import { localConfig } from './config.ts';
import type { Availability } from './availability.ts';

/**
 * Whether a suite that needs a server is left out on this machine: said aloud, and only where servers are not required.
 * With `STEPUP_REQUIRE_SERVERS=1` the suite runs and fails with the reason.
 */
export function mustSkipWithout(server: string, availability: Availability): boolean {
  if (availability.kind !== 'unavailable' || localConfig.requiresServers) return false;
  process.emitWarning(`tests on a real ${server} are left out: ${availability.reason}`);
  return true;
}
