import { homedir } from 'node:os';
import { join } from 'node:path';

/** What this package reads of the environment. */
export const localConfig = {
  /** A folder of the user's for what can be downloaded again. */
  cacheDirectory: join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'stepup'),
  /** Where the machine must have servers, a test without them fails and is never skipped. */
  requiresServers: process.env['STEPUP_REQUIRE_SERVERS'] === '1',
};
