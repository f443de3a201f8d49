import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import pg from 'pg';
import { startEmbeddedPostgres } from '@stepup/embedded-servers';
import { hasRedisServer, startRedisServer } from './redis-server.ts';
import { migrateJobSchema } from '../backends/migrate-job-schema.ts';
import type { JobsConnection } from '../create-jobs.ts';

interface TestBackend {
  readonly connection: JobsConnection;
  stop(): Promise<void>;
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

async function startPostgres(): Promise<TestBackend> {
  const directory = mkdtempSync(join(tmpdir(), 'stepup-jobs-'));
  // Where the account that PostgreSQL runs as can enter, its data stays inside and goes with the folder.
  chmodSync(directory, 0o755);
  const server = await startEmbeddedPostgres({ directory, log: silent });
  const owner = new pg.Client({ connectionString: server.connectionString });
  await owner.connect();
  await owner.query(`create role jobs_app login password 'jobs'`);
  await owner.end();
  const migrate = () =>
    migrateJobSchema({ connectionString: server.connectionString, schema: 'jobs', role: 'jobs_app' });
  await Promise.all([migrate(), migrate(), migrate()]);
  const url = new URL(server.connectionString);
  url.username = 'jobs_app';
  url.password = 'jobs';
  return {
    connection: { kind: 'postgres', connectionString: url.href, schema: 'jobs' },
    stop: async () => {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
      rmSync(server.dataDirectory, { recursive: true, force: true });
    },
  };
}

async function startRedis(): Promise<TestBackend> {
  const server = await startRedisServer();
  return { connection: { kind: 'redis', url: server.url }, stop: () => server.stop() };
}

const serversRequired = process.env['STEPUP_REQUIRE_SERVERS'] === '1';

/** Runs the same tests on both backends, each on a server of its own. */
export function describeJobs(name: string, tests: (connection: () => JobsConnection) => void): void {
  const backends = [
    { server: 'PostgreSQL', available: true, start: startPostgres },
    { server: 'Redis', available: hasRedisServer(), start: startRedis },
  ];
  for (const { server, available, start } of backends) {
    describe(`${name} on ${server}`, () => {
      if (!available) {
        it.skipIf(!serversRequired)(`needs ${server}, which is not installed`, () => {
          throw new Error(`${server} is not installed, and STEPUP_REQUIRE_SERVERS=1 asks for it`);
        });
        return;
      }
      let backend: TestBackend | undefined;
      beforeAll(async () => {
        backend = await start();
      });
      afterAll(() => backend?.stop());
      tests(() => {
        if (backend === undefined) throw new Error('the backend starts before the tests');
        return backend.connection;
      });
    });
  }
}
