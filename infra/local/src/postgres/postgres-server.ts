import type { ServerLog } from '@stepup/embedded-servers';

export interface PostgresOptions {
  directory?: string;
  /** A free one when none is given; the server from npm always chooses its own. */
  port?: number;
  log?: ServerLog;
}

export interface PostgresServer {
  /** Of the superuser. */
  readonly connectionString: string;
  readonly port: number;
  close(): Promise<void>;
}
