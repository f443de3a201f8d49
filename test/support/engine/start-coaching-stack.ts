import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMailer, openTenantDirectory, takeCoachingJobs, toBusMessage } from '@stepup/api';
import { coachingEvent, instantOfDate } from '@stepup/contracts';
import { startEmbeddedPostgres } from '@stepup/embedded-servers';
import { createJobs, jobCatalogue, type JobsConnection, migrateJobSchema } from '@stepup/jobs';
import { createLogger } from '@stepup/runtime';
import {
  claimOutbox,
  ensureTenant,
  markSent,
  migrateStore,
  openStorePool,
  type TenantTransaction,
  withSystem,
  withTenant,
} from '@stepup/store';
import { insertCoachingEvents, storeBatch } from '@stepup/warehouse';
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

type Delivery = 'none' | 'lost' | 'arrives';

/** The jobs of coaching on servers of their own, with a clock that is set by hand. */
export interface CoachingStack {
  pool: ReturnType<typeof openStorePool>;
  /** Of people and deals, stored at once. */
  load(tenant: string, events: readonly Record<string, unknown>[]): Promise<void>;
  inTenant<T>(tenant: string, work: (tx: TenantTransaction) => Promise<T>): Promise<T>;
  /** From now on every question about this tenant to PostgreSQL fails. */
  breakTenant(tenant: string): Promise<void>;
  setClock(at: string): void;
  /** What was recorded stays in the outbox from now on, or is sent and lost on the way, or arrives: as it does unless told otherwise. */
  setDelivery(delivery: Delivery): void;
  /** Asks for a job and waits until it has been done. What was recorded is delivered before a month is looked back on. */
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
  // By their own names: schedules run the same kinds of jobs, some every five minutes of the real clock.
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

  let delivery: Delivery = 'arrives';
  /** As the relay and ingest do, in one step. */
  const deliver = async (): Promise<void> => {
    if (delivery === 'none') return;
    const at = instantOfDate(now);
    const request = { holder: 'test', at, leaseSeconds: 30, limit: 10_000, after: null };
    const claim = await withSystem(pool, (tx) => claimOutbox(tx, request));
    if (claim.kind !== 'claimed') throw new Error(claim.kind);
    if (delivery === 'arrives') {
      const events = claim.events.map((event) =>
        coachingEvent.parse(JSON.parse(Buffer.from(toBusMessage(event).value).toString())),
      );
      await insertCoachingEvents(warehouse, events);
    }
    const eventIds = claim.events.map(({ eventId }) => eventId);
    await withSystem(pool, (tx) => markSent(tx, { holder: 'test', at, eventIds }));
  };

  return {
    pool,
    async load(tenant, events) {
      await withTenant(pool, tenant, (tx) => ensureTenant(tx, instantOfDate(now)));
      await storeBatch(warehouse, acceptEvents(tenant, events));
    },
    inTenant: (tenant, work) => withTenant(pool, tenant, work),
    breakTenant: (tenant) => breakTenantOf(server.connectionString, tenant),
    setClock: (at) => void (now = new Date(at)),
    setDelivery: (next) => void (delivery = next),
    async run(name) {
      if (name === 'assess-month') await deliver();
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
