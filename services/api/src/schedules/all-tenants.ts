import { listTenants, withSystem } from '@stepup/store';
import type { ApiPorts } from '../api-ports.ts';

const tenantsAPage = 100;

/** Every tenant that carries no tombstone, a page at a time. */
export async function* allTenants(pool: ApiPorts['pool']): AsyncGenerator<string> {
  let after: string | null = null;
  do {
    const request: Parameters<typeof listTenants>[1] = { after, limit: tenantsAPage };
    const tenants: readonly string[] = await withSystem(pool, (tx) => listTenants(tx, request));
    yield* tenants;
    after = tenants.length < tenantsAPage ? null : (tenants.at(-1) ?? null);
  } while (after !== null);
}
