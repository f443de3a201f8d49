import type { WarehouseAddress } from './open-warehouse.ts';

/**
 * `http://user:password@host:port/database?cluster=name`; the parts that are left out are ClickHouse's defaults, the database
 * `stepup`. The cluster is that of `remote_servers` that the tables are spread over, left out for one server.
 */
export function toWarehouseAddress(text: string): WarehouseAddress {
  const url = new URL(text);
  const database = decodeURIComponent(url.pathname.slice(1));
  return {
    url: url.origin,
    username: url.username === '' ? 'default' : decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: database === '' ? 'stepup' : database,
    cluster: url.searchParams.get('cluster') ?? undefined,
  };
}
