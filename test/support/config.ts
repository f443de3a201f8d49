/** What the tests read of the environment. */
export const testConfig = {
  realDataFolder: process.env['STEPUP_REAL_DATA'] ?? '../shared/data',
  requiresRealData: process.env['STEPUP_REQUIRE_REAL_DATA'] === '1',
  requiresServers: process.env['STEPUP_REQUIRE_SERVERS'] === '1',
  /** A Python with the libraries of test/agreement/requirements.txt. */
  python: process.env['STEPUP_PYTHON'] ?? 'python3',
  requiresPython: process.env['STEPUP_REQUIRE_PYTHON'] === '1',
  /** Where commands that tests start find the programs of this machine. */
  commandPath: process.env['PATH'] ?? '',
  home: process.env['HOME'] ?? '',
  /** How this machine reaches package registries: certificates and proxies. */
  network: pickEnvironment(/^(?:NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|SSL_CERT_DIR|(?:https?|no)_proxy)$/i),
};

function pickEnvironment(name: RegExp): Record<string, string> {
  const entries = Object.entries(process.env).filter(([key]) => name.test(key));
  return Object.fromEntries(entries.map(([key, value]) => [key, value ?? '']));
}
