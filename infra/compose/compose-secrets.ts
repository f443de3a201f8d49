import { createHash } from 'node:crypto';

/** What of a secret cannot be derived from another one. */
export interface Passwords {
  postgres: string;
  clickhouse: string;
  redis: string;
  issuer: string;
  grafanaAdmin: string;
  grafanaClickHouse: string;
}

/** The files that docker-compose.yml mounts as secrets, by name. Passwords must need no escaping in an address or in XML. */
export function renderSecrets(passwords: Passwords): Record<string, string> {
  for (const [name, password] of Object.entries<string>({ ...passwords })) {
    if (!/^[\w-]{16,}$/.test(password))
      throw new Error(`the password ${name} must be 16 or more of A-Za-z0-9_-`);
  }
  return {
    'postgres-password': passwords.postgres,
    'postgres-url': `postgres://stepup:${passwords.postgres}@postgres:5432/stepup`,
    'clickhouse-url': `http://stepup:${passwords.clickhouse}@clickhouse:8123/stepup`,
    'clickhouse-users.xml': renderClickHouseUsers(passwords),
    'redis-password': passwords.redis,
    'redis-url': `redis://:${passwords.redis}@redis:6379`,
    'redis-access': `requirepass ${passwords.redis}\n`,
    'issuer-password': passwords.issuer,
    'grafana-admin-password': passwords.grafanaAdmin,
    'grafana-clickhouse-password': passwords.grafanaClickHouse,
  };
}

/** `readonly` 2 for Grafana: its plugin sends settings with each query, and may change nothing else. */
function renderClickHouseUsers({ clickhouse, grafanaClickHouse }: Passwords): string {
  return `<clickhouse>
  <profiles>
    <grafana><readonly>2</readonly><max_execution_time>60</max_execution_time><max_memory_usage>2000000000</max_memory_usage></grafana>
  </profiles>
  <users>
    <default remove="remove"/>
    <stepup>
      <password_sha256_hex>${sha256(clickhouse)}</password_sha256_hex>
      <networks><ip>::/0</ip></networks>
      <profile>default</profile>
      <quota>default</quota>
      <access_management>1</access_management>
    </stepup>
    <grafana>
      <password_sha256_hex>${sha256(grafanaClickHouse)}</password_sha256_hex>
      <networks><ip>::/0</ip></networks>
      <profile>grafana</profile>
      <quota>default</quota>
      <grants><query>GRANT SELECT ON stepup_v1.*</query></grants>
    </grafana>
  </users>
</clickhouse>
`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
