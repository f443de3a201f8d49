import type { NodePgDatabase } from 'drizzle-orm/node-postgres';

/** Drizzle's handle on a running transaction. */
export type TransactionHandle = Parameters<Parameters<NodePgDatabase['transaction']>[0]>[0];

/** A transaction that sees and writes the rows of one tenant. */
export interface TenantTransaction {
  readonly kind: 'tenant';
  readonly tenant: string;
  readonly db: TransactionHandle;
}

/** A transaction that crosses tenants, limited to the outbox, leases, expiry and the list of tenants. */
export interface SystemTransaction {
  readonly kind: 'system';
  readonly db: TransactionHandle;
}
