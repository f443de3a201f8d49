import type { WarehouseAddress } from './open-warehouse.ts';

/** `http://user:password@host:port/database`; the parts that are left out are ClickHouse's defaults, the database `stepup`. */
export function toWarehouseAddress(text: string): WarehouseAddress {
  const url = new URL(text);
  const database = decodeURIComponent(url.pathname.slice(1));
  return {
    url: url.origin,
    username: url.username === '' ? 'default' : decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: database === '' ? 'stepup' : database,
  };
}
