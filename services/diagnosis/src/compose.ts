import { appProblems } from '@stepup/contracts';
import { createJobs, jobCatalogue, openJobQueues } from '@stepup/jobs';
import {
  checkAnswers,
  createHttpApp,
  createMetricsRegistry,
  exitCodes,
  type HttpHandler,
  listenOrRefuse,
  type Logger,
  type RunningProcess,
  type StartRefused,
  startStoppable,
  startTracing,
  type StopStack,
  systemClock,
} from '@stepup/runtime';
import { isStoreReachable, prepareStore } from '@stepup/store';
import { prepareWarehouse, toWarehouseAddress } from '@stepup/warehouse';
import type { DiagnosisConfig } from './config.ts';
import { registerJobMetrics } from './job-metrics.ts';
import { createQueueBoard } from './queue-board.ts';
import { takeDiagnosisJobs } from './take-diagnosis-jobs.ts';

/** A running instance of the diagnosis. */
export interface DiagnosisInstance extends RunningProcess {
  /** Where it tells how it is. */
  url: string;
}

/** Starts the diagnosis beside other instances of it: jobs from Redis, facts from the warehouse, results into PostgreSQL. */
export async function startDiagnosis(
  config: DiagnosisConfig,
  log: Logger,
): Promise<DiagnosisInstance | StartRefused> {
  return startStoppable((stops) => startParts(config, log, stops));
}

async function startParts(
  config: DiagnosisConfig,
  log: Logger,
  stops: StopStack,
): Promise<DiagnosisInstance | StartRefused> {
  const tracing = await startTracing({ service: 'diagnosis', endpoint: config.STEPUP_OTLP_ENDPOINT, log });
  stops.push('tracing', () => tracing.stop());
  const stored = await prepareStore({
    ownerString: config.STEPUP_POSTGRES_URL,
    applicationName: 'stepup-diagnosis',
    onIdleError: (error) => log.warn({ err: error }, 'an idle connection to PostgreSQL was lost'),
  });
  if (stored.kind === 'unsuitable') return refused(stored.message);
  const { pool } = stored;
  stops.push('the connections to PostgreSQL', () => pool.end());
  const prepared = await prepareWarehouse(toWarehouseAddress(config.STEPUP_CLICKHOUSE_URL), {
    onWaiting: () => log.info('waiting for another instance, which brings the warehouse up to this release'),
  });
  if (prepared.kind === 'unsuitable') return refused(prepared.message);
  const { warehouse } = prepared;
  stops.push('the connection to the warehouse', () => warehouse.close());
  const jobs = await createJobs({
    catalogue: jobCatalogue,
    connection: { kind: 'redis', url: config.STEPUP_REDIS_URL },
    log,
  });
  stops.push('the jobs', () => jobs.close());
  await takeDiagnosisJobs({ warehouse, pool, jobs, clock: systemClock, log });

  const { STEPUP_HOST: host, STEPUP_HTTP_PORT: port } = config;
  const registry = createMetricsRegistry('diagnosis');
  registerJobMetrics(registry, jobs);
  const app = createHttpApp({
    log,
    registry,
    routes: [],
    checks: [
      checkAnswers('store', () => isStoreReachable(pool)),
      checkAnswers('warehouse', () => warehouse.isReachable()),
      checkAnswers('jobs', async () => (await jobs.health()).kind === 'healthy'),
    ],
    problems: appProblems,
    mounts: openBoard(config, log, stops),
  });
  const server = await listenOrRefuse(app, { host, port });
  if ('kind' in server) return server;
  stops.push('the HTTP server', () => server.close());
  return { url: server.url, stop: () => stops.stopAll() };
}

function openBoard(
  { STEPUP_REDIS_URL: url, STEPUP_QUEUE_BOARD_PASSWORD: password }: DiagnosisConfig,
  log: Logger,
  stops: StopStack,
): { path: string; handler: HttpHandler }[] {
  if (password === undefined) return [];
  const opened = openJobQueues(jobCatalogue, { url, log });
  stops.push('the board of the queues', () => opened.close());
  const path = '/queues';
  return createQueueBoard(opened.queues, { path, password }).map((handler) => ({ path, handler }));
}

function refused(message: string): StartRefused {
  return { kind: 'refused', message, exitCode: exitCodes.system };
}
