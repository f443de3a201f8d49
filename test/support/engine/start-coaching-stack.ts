import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMailer, openTenantDirectory, takeCoachingJobs } from '@stepup/api';
import { instantOfDate } from '@stepup/contracts';
import { startEmbeddedPostgres } from '@stepup/embedded-servers';
import { createJobs, jobCatalogue, type JobsConnection, migrateJobSchema } from '@stepup/jobs';
import { createLogger } from '@stepup/runtime';
import { ensureTenant, migrateStore, openStorePool, type TenantTransaction, withTenant } from '@stepup/store';
import { storeBatch } from '@stepup/warehouse';
import pg from 'pg';
import { expect } from 'vitest';
import { acceptEvents } from './accept-events.ts';
import { startWarehouse } from './start-warehouse.ts';

type CoachingJob =
  | 'assess-month'
  | 'delete-expired'
  | 'erase-people'
  | 'hand-over-plans'
  | 'pass-up-disputes'
  | 'send-digests'
  | 'tell-boards';

/** The jobs of coaching on servers of their own, with a clock that is set by hand. */
export interface CoachingStack {
  pool: ReturnType<typeof openStorePool>;
  /** Of people and deals, stored at once. */
  load(tenant: string, events: readonly Record<string, unknown>[]): Promise<void>;
  inTenant<T>(tenant: string, work: (tx: TenantTransaction) => Promise<T>): Promise<T>;
  /** From now on every question about this tenant to PostgreSQL fails. */
  breakTenant(tenant: string): Promise<void>;
  setClock(at: string): void;
  /** Asks for a job and waits until it has been done. */
  run(name: CoachingJob): Promise<void>;
  /** Every mail that was written, as text. */
  readMails(): Promise<string[]>;
  stop(): Promise<void>;
}

/** @param redisUrl jobs in Redis; without it in the PostgreSQL of the stack */
export async function startCoachingStack(startsAt: string, redisUrl?: string): Promise<CoachingStack> {
  const log = createLogger({ service: 'test', level: 'warn' });
  let now = new Date(startsAt);
  const clock = { now: () => now };
  const engine = await startWarehouse();
  const { warehouse } = engine;
  const folder = await mkdtemp(join(tmpdir(), 'stepup-coaching-'));
  await chmod(folder, 0o711);
  const server = await startEmbeddedPostgres({ directory: join(folder, 'store'), log });
  const appPassword = randomUUID();
  const migrated = await migrateStore({ connectionString: server.connectionString, appPassword });
  if (migrated.kind !== 'migrated') throw new Error(JSON.stringify(migrated));
  await migrateJobSchema({ connectionString: server.connectionString, schema: 'jobs', role: 'stepup_app' });
  const url = new URL(server.connectionString);
  url.username = 'stepup_app';
  url.password = appPassword;
  const pool = openStorePool({
    connectionString: url.href,
    applicationName: 'test',
    onIdleError: () => undefined,
  });
  const connection: JobsConnection =
    redisUrl === undefined
      ? { kind: 'postgres', connectionString: url.href, schema: 'jobs' }
      : { kind: 'redis', url: redisUrl };
  const mails = join(folder, 'mails');
  const mailer = createMailer({ STEPUP_MAIL_FROM: 'stepup@localhost' }, mails);
  const directory = openTenantDirectory({ warehouse, clock, maxAgeMs: 0 });
  // By their own names: schedules run the same kinds of jobs, on the hour of the real clock.
  const ended = new Set<string>();
  const jobs = await createJobs({ catalogue: jobCatalogue, connection, log });
  const work: typeof jobs.work = (name, handler, options) =>
    jobs.work(
      name,
      async (job) => {
        const outcome = await handler(job);
        ended.add(job.jobId);
        return outcome;
      },
      options,
    );
  await takeCoachingJobs({ pool, warehouse, directory, clock, mailer, log, jobs: { ...jobs, work } });

  return {
    pool,
    async load(tenant, events) {
      await withTenant(pool, tenant, (tx) => ensureTenant(tx, instantOfDate(now)));
      await storeBatch(warehouse, acceptEvents(tenant, events));
    },
    inTenant: (tenant, work) => withTenant(pool, tenant, work),
    breakTenant: (tenant) => breakTenantOf(server.connectionString, tenant),
    setClock: (at) => void (now = new Date(at)),
    async run(name) {
      const jobId = randomUUID();
      await jobs.enqueue(name, {}, { jobId });
      await expect.poll(() => ended.has(jobId), { timeout: 60_000, interval: 50 }).toBe(true);
    },
    async readMails() {
      const names = await readdir(mails).catch(() => []);
      return Promise.all(names.map((name) => readFile(join(mails, name), 'utf8')));
    },
    async stop() {
      await jobs.close();
      await pool.end();
      await server.stop();
      await engine.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Puts a function in the place of the setting that every policy asks for the tenant: rows or none, whoever asks gets an error. */
async function breakTenantOf(connectionString: string, tenant: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(`create function public.tenant_in_order() returns text language plpgsql stable as $$
      begin
        if current_setting('stepup.tenant', true) = '${tenant}' then raise exception 'this tenant is broken'; end if;
        return current_setting('stepup.tenant', true);
      end $$`);
    const { rows } = await client.query<{ name: string }>(
      `select tablename as name from pg_policies where schemaname = 'stepup' and policyname = 'tenant_isolation' and tablename <> 'tenants'`,
    );
    for (const { name } of rows) {
      await client.query(
        `alter policy tenant_isolation on stepup.${name} using (tenant = public.tenant_in_order()) with check (tenant = public.tenant_in_order())`,
      );
    }
  } finally {
    await client.end();
  }
}
