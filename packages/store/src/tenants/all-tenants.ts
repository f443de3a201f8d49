import type { Pool } from 'pg';
import { withSystem } from '../transactions/with-system.ts';
import { listTenants } from './list-tenants.ts';

const tenantsAPage = 100;

/** Every tenant that carries no tombstone, a page at a time. */
export async function* allTenants(pool: Pool): AsyncGenerator<string> {
  let after: string | null = null;
  do {
    const request: Parameters<typeof listTenants>[1] = { after, limit: tenantsAPage };
    const tenants: readonly string[] = await withSystem(pool, (tx) => listTenants(tx, request));
    yield* tenants;
    after = tenants.length < tenantsAPage ? null : (tenants.at(-1) ?? null);
  } while (after !== null);
}
