import { Queue, Worker, createPostgresBackend } from 'bullmq';
import pg from 'pg';
import type { Backend } from './backend.ts';

/**
 * Jobs in a schema of PostgreSQL. Every queue and every worker has a pool of its own, hence the small ones: a worker
 * needs one connection for its queries, one to prolong locks beside them, and one that listens.
 */
export function openPostgresBackend(
  options: { readonly connectionString: string; readonly schema: string },
  onError: (error: Error) => void,
): Backend {
  const connection = { ...options, connectionTimeoutMillis: 10_000, application_name: 'stepup-jobs' };
  const probe = new pg.Pool({ ...connection, max: 1 });
  probe.on('error', onError);
  return {
    openQueue: (name) => new Queue(name, { connection: { ...connection, max: 1 } }, createPostgresBackend),
    openWorker: (name, processor, settings) =>
      new Worker(
        name,
        processor,
        { ...settings, connection: { ...connection, max: 2 } },
        createPostgresBackend,
      ),
    ping: async () => {
      await probe.query('select 1');
    },
    close: () => probe.end(),
  };
}
