import pg from 'pg';

export interface StorePoolOptions {
  readonly connectionString: string;
  readonly applicationName: string;
  readonly maxConnections?: number;
  /** A statement that runs longer is ended by the server. */
  readonly statementTimeoutMs?: number;
  /** Idle connections fail when the server restarts; the pool replaces them, and this is only told about it. */
  readonly onIdleError: (error: Error) => void;
}

/** A pool of connections as the role the connection string names; in the services that is `stepup_app`. */
export function openStorePool(options: StorePoolOptions): pg.Pool {
  const statementTimeoutMs = options.statementTimeoutMs ?? 30_000;
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    application_name: options.applicationName,
    max: options.maxConnections ?? 10,
    statement_timeout: statementTimeoutMs,
    // A transaction left open by a bug would otherwise hold its row locks until the process ends.
    idle_in_transaction_session_timeout: statementTimeoutMs,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    // Statements go out as they come, without waiting for the answers of those before.
    pipeline: true,
  });
  pool.on('error', options.onIdleError);
  // A connection may also end while it is lent out and waits for its next statement, which then fails. Without anybody who
  // listens, its error would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
