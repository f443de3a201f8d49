import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type diagnoseTeam, MODEL_VERSION } from '@stepup/diagnosis';
import { takeDiagnosisJobs, verifyTenantCoaching } from '@stepup/diagnosis-service';
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '@stepup/embedded-servers';
import { createJobs, jobCatalogue, migrateJobSchema } from '@stepup/jobs';
import { createLogger } from '@stepup/runtime';
import {
  type DiagnosisCell,
  type DiagnosisRun,
  enqueueRun,
  ensureTenant,
  getRun,
  listCells,
  listLookFindings,
  type LookFinding,
  migrateStore,
  openStorePool,
  type RunKind,
  withTenant,
} from '@stepup/store';
import { type AcceptedEvent, readInputWatermark, storeBatch } from '@stepup/warehouse';
import { expect } from 'vitest';
import { startWarehouse } from './start-warehouse.ts';

/** What a finished run left behind. */
interface FinishedRun {
  readonly run: DiagnosisRun;
  readonly cells: readonly DiagnosisCell[];
  readonly findings: readonly LookFinding[];
}

/** The diagnosis on its own servers: jobs taken by the service itself, results read from the store. */
export interface DiagnosisStack {
  load(tenant: string, events: readonly AcceptedEvent[], batchSize?: number): Promise<void>;
  /**
   * Asks for a run as the api does, and waits until it is done.
   * @param loseJob called instead of giving it a job: whatever takes the job away that it would have had
   */
  diagnose(tenant: string, kind: RunKind, asOf: string, loseJob?: () => Promise<void>): Promise<FinishedRun>;
  /** What the schedule does every hour: starts those whose night begins. The clock stands at midnight UTC. */
  startNight(): Promise<void>;
  /** Says of every plan of a tenant what its coaching did, as on that day. */
  verify(tenant: string, on: string): Promise<void>;
  inTenant<T>(tenant: string, work: Parameters<typeof withTenant<T>>[2]): Promise<T>;
  stop(): Promise<void>;
}

const startedAt = '2026-11-22T00:00:00.000000Z';
const clock = { now: () => new Date(startedAt) };

/**
 * @param redisUrl jobs in Redis; without it in the PostgreSQL of the stack
 * @param diagnose another method for a team than the one of the product
 */
export async function startDiagnosisStack({
  redisUrl,
  diagnose,
}: {
  redisUrl?: string;
  diagnose?: typeof diagnoseTeam;
} = {}): Promise<DiagnosisStack> {
  const log = createLogger({ service: 'test', level: 'warn' });
  const engine = await startWarehouse();
  const { warehouse } = engine;
  const directory = await mkdtemp(join(tmpdir(), 'stepup-diagnosis-'));
  const server = await startEmbeddedPostgres({ directory, log });
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
  const connection =
    redisUrl === undefined
      ? ({ kind: 'postgres', connectionString: url.href, schema: 'jobs' } as const)
      : ({ kind: 'redis', url: redisUrl } as const);
  const jobs = await createJobs({ catalogue: jobCatalogue, connection, log });
  const method = diagnose === undefined ? {} : { diagnoseTeam: diagnose };
  await takeDiagnosisJobs({ warehouse, pool, jobs, clock, log, ...method });

  return {
    async load(tenant, events, batchSize = 5_000) {
      await withTenant(pool, tenant, (tx) => ensureTenant(tx, startedAt));
      for (let at = 0; at < events.length; at += batchSize) {
        await storeBatch(warehouse, events.slice(at, at + batchSize));
      }
    },
    async diagnose(tenant, kind, asOf, loseJob) {
      const inputWatermark = await readInputWatermark(warehouse, { tenant, timeZone: 'UTC', currency: null });
      const { id } = await withTenant(pool, tenant, async (tx) => {
        const basis = { windowDays: null, modelVersion: MODEL_VERSION, requestedBy: 'test', at: startedAt };
        return (await enqueueRun(tx, { id: randomUUID(), kind, asOf, inputWatermark, ...basis })).run;
      });
      if (loseJob === undefined) await jobs.enqueue('run-diagnosis', { tenant, runId: id }, { jobId: id });
      else await loseJob();
      const readRun = () => withTenant(pool, tenant, (tx) => getRun(tx, id));
      await expect
        .poll(async () => (await readRun())?.state, { timeout: 150_000, interval: 100 })
        .toBe('done');
      return withTenant(pool, tenant, async (tx) => {
        const run = await getRun(tx, id);
        const cells = await listCells(tx, { runId: id, limit: 1000, cursor: null });
        if (run === null || cells.kind !== 'page') throw new Error('a run that is done is there');
        const findings = await listLookFindings(tx, { runId: id, after: 0, limit: 1000 });
        return { run, cells: cells.items, findings };
      });
    },
    async startNight() {
      await jobs.enqueue('start-looks', { onlyAtNight: true }, { jobId: `night-${randomUUID()}` });
    },
    verify: (tenant, on) =>
      verifyTenantCoaching(
        { warehouse, pool, clock: { now: () => new Date(on) }, log },
        tenant,
        AbortSignal.timeout(60_000),
      ),
    inTenant: (tenant, work) => withTenant(pool, tenant, work),
    async stop() {
      await jobs.close();
      await pool.end();
      await server.stop();
      await removeEmbeddedPostgres(directory);
      await engine.stop();
    },
  };
}
