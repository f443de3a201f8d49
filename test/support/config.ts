/** What the tests read of the environment. */
export const testConfig = {
  realDataFolder: process.env['STEPUP_REAL_DATA'] ?? '../shared/data',
  requiresRealData: process.env['STEPUP_REQUIRE_REAL_DATA'] === '1',
  requiresServers: process.env['STEPUP_REQUIRE_SERVERS'] === '1',
  /** Where commands that tests start find the programs of this machine. */
  commandPath: process.env['PATH'] ?? '',
  home: process.env['HOME'] ?? '',
};
