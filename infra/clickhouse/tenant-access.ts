/**
 * `node infra/clickhouse/tenant-access.ts TENANT SHA256 [CLUSTER]`: the statements that let a BI tool of one tenant read that tenant's views and
 * nothing else, to be run by an administrator of the ClickHouse server. SHA256 is the hash of the user's password in hexadecimal.
 *
 * One database of views per tenant, each a filter of the view of the same name, and a user who may read these alone. A row policy
 * on the tables would be asked of the definer of the views, not of the user, and would close the tables to the product itself.
 */
import { pathToFileURL } from 'node:url';

/** The views of `stepup_v1` that a tenant may read. */
export const tenantViews = [
  'deals',
  'steps',
  'closes',
  'activities',
  'daily_steps',
  'daily_activities',
  'people',
  'teams',
  'pipeline_steps',
  'horizons',
  'freshness',
] as const;

/** The database of views, and the views in it. Every statement can be repeated. @param cluster where the warehouse is spread over one */
export function renderTenantViews(tenant: string, cluster?: string): string[] {
  if (!/^[a-z0-9-]{1,63}$/.test(tenant)) throw new Error(`${tenant} cannot name a tenant`);
  const database = `\`stepup_v1_${tenant}\``;
  return [
    `CREATE DATABASE IF NOT EXISTS ${database}${onCluster(cluster)}`,
    ...tenantViews.map(
      (view) =>
        `CREATE OR REPLACE VIEW ${database}.${view}${onCluster(cluster)} DEFINER = CURRENT_USER SQL SECURITY DEFINER AS SELECT * EXCEPT (tenant) FROM stepup_v1.${view} WHERE tenant = '${tenant}'`,
    ),
  ];
}

function onCluster(cluster: string | undefined): string {
  if (cluster === undefined) return '';
  if (!/^\w+$/.test(cluster)) throw new Error(`${cluster} cannot name a cluster`);
  return ` ON CLUSTER ${cluster}`;
}

/** The user who may read them. */
export function renderTenantUser(tenant: string, passwordSha256: string, cluster?: string): string[] {
  if (!/^[0-9a-f]{64}$/i.test(passwordSha256)) throw new Error('the hash must be 64 hexadecimal digits');
  const user = `\`bi_${tenant}\``;
  return [
    `CREATE USER IF NOT EXISTS ${user}${onCluster(cluster)} IDENTIFIED WITH sha256_hash BY '${passwordSha256}' SETTINGS readonly = 1, max_execution_time = 60, max_memory_usage = 4000000000`,
    `REVOKE${onCluster(cluster)} ALL ON *.* FROM ${user}`,
    `GRANT${onCluster(cluster)} SELECT ON \`stepup_v1_${tenant}\`.* TO ${user}`,
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [, , tenant, passwordSha256, cluster] = process.argv;
  if (tenant === undefined || passwordSha256 === undefined) {
    process.stderr.write(
      'usage: node infra/clickhouse/tenant-access.ts TENANT SHA256_OF_PASSWORD [CLUSTER]\n',
    );
    process.exitCode = 2;
  } else {
    const statements = [
      ...renderTenantViews(tenant, cluster),
      ...renderTenantUser(tenant, passwordSha256, cluster),
    ];
    process.stdout.write(`${statements.join(';\n')};\n`);
  }
}
