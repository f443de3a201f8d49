import { appProblems } from '@stepup/contracts';
import { createKafkaBus, type EventProducer, readGroupLag, topics } from '@stepup/event-bus';
import { createJobs, jobCatalogue } from '@stepup/jobs';
import {
  checkAnswers,
  createHttpApp,
  createMetricsRegistry,
  exitCodes,
  listenOrRefuse,
  type Logger,
  type RunningProcess,
  type StartRefused,
  startStoppable,
  startTracing,
  type StopStack,
  systemClock,
  verifierOf,
} from '@stepup/runtime';
import { isStoreReachable, prepareStore } from '@stepup/store';
import { prepareWarehouse, readOldestOpenSeconds, toWarehouseAddress } from '@stepup/warehouse';
import type { ApiConfig } from './config.ts';
import { createMailer } from './digests/create-mailer.ts';
import { takeCoachingJobs } from './schedules/take-coaching-jobs.ts';
import { createConsoleMount } from './console/console-mount.ts';
import { createApiRoutes } from './create-api-routes.ts';
import { openTenantDirectory } from './directory/open-tenant-directory.ts';
import { readProfilesFrom } from './directory/tenant-profiles.ts';
import { measureDeployedFreshness } from './freshness/deployed-freshness.ts';
import { startOutboxRelay } from './outbox/start-outbox-relay.ts';
import { publishEvents } from './publish-events.ts';
import { startRebuilds } from './rebuilds/start-rebuilds.ts';
import { createSignInRoutes } from './sign-in/create-sign-in-routes.ts';
import { signInOf } from './sign-in/sign-in-of.ts';

/** A running instance of the api. */
export interface ApiInstance extends RunningProcess {
  url: string;
}

/** How late a change of people takes effect at most. */
const peopleMaxAgeMs = 5_000;

/** The group of ingest, whose progress is that of the numbers. */
const groupOfIngest = 'ingest';

/** Starts the reading side beside other instances of it: questions, plans, dead letters, rebuilds, and the console's files. */
export async function startApi(config: ApiConfig, log: Logger): Promise<ApiInstance | StartRefused> {
  return startStoppable((stops) => startParts(config, log, stops));
}

async function startParts(
  config: ApiConfig,
  log: Logger,
  stops: StopStack,
): Promise<ApiInstance | StartRefused> {
  const clock = systemClock;
  const tracing = await startTracing({ service: 'api', endpoint: config.STEPUP_OTLP_ENDPOINT, log });
  stops.push('tracing', () => tracing.stop());
  const stored = await prepareStore({
    ownerString: config.STEPUP_POSTGRES_URL,
    applicationName: 'stepup-api',
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

  const directory = openTenantDirectory({ warehouse, clock, maxAgeMs: peopleMaxAgeMs });
  const verifier = verifierOf(config);
  const brokers = { brokers: config.STEPUP_KAFKA_BROKERS, clientId: 'stepup-api', log };
  const producer = openWhenNeeded(() => createKafkaBus(brokers).openProducer());
  stops.push('the producer', () => producer.close());
  const relay = startOutboxRelay({
    pool,
    warehouse,
    directory,
    publishEvents: publishEvents(producer.open),
    clock,
    log,
  });
  stops.push('the relay of the outbox', () => relay.close());
  const jobs = await createJobs({
    catalogue: jobCatalogue,
    connection: { kind: 'redis', url: config.STEPUP_REDIS_URL },
    log,
  });
  stops.push('the jobs', () => jobs.close());
  const rebuilds = await startRebuilds({ warehouse, pool, jobs, clock, log });
  stops.push('the rebuilds', () => rebuilds.close());

  const mailer = createMailer(config, null);
  stops.push('the mailer', async () => mailer.close());
  await takeCoachingJobs({ pool, warehouse, directory, jobs, clock, mailer, log });

  const { STEPUP_HOST: host, STEPUP_HTTP_PORT: port, STEPUP_CONSOLE_DIR: consoleDirectory } = config;
  const app = createHttpApp({
    log,
    mounts: consoleDirectory === undefined ? [] : [createConsoleMount(consoleDirectory)],
    registry: createMetricsRegistry('api'),
    routes: [
      ...createSignInRoutes({
        signIn: signInOf(config),
        verifier,
        publicUrl: config.STEPUP_PUBLIC_URL ?? null,
      }),
      ...createApiRoutes({
        verifier,
        warehouse,
        directory,
        pool,
        jobs,
        clock,
        ...(config.STEPUP_REQUESTS_PER_TEN_SECONDS === undefined
          ? {}
          : { requestsPerTenSeconds: config.STEPUP_REQUESTS_PER_TEN_SECONDS }),
        sendsMail: mailer.kind === 'smtp',
        hasBuiltInIssuer: false,
        eventsTopic: topics.events,
        publishEvents: publishEvents(producer.open),
        ...readProfilesFrom(warehouse),
        measureFreshness: measureDeployedFreshness({
          clock,
          readPartitions: () => readGroupLag(brokers, groupOfIngest, [topics.events]),
          readOldestOpenSeconds: (tenant) => readOldestOpenSeconds(warehouse, tenant),
          onFailure: (error) => log.warn({ err: error }, 'nobody knows how far ingest is'),
        }),
      }),
    ],
    // Without brokers or queue all questions are answered, and their freshness says what is not known.
    checks: [
      checkAnswers('store', () => isStoreReachable(pool)),
      checkAnswers('warehouse', () => warehouse.isReachable()),
    ],
    problems: appProblems,
  });
  const server = await listenOrRefuse(app, { host, port });
  if ('kind' in server) return server;
  stops.push('the HTTP server', () => server.close());
  return { url: server.url, stop: () => stops.stopAll() };
}

/** Brokers that are away at the start keep nobody from reading. */
function openWhenNeeded(openProducer: () => Promise<EventProducer>): {
  open: () => Promise<EventProducer>;
  close(): Promise<void>;
} {
  let opening: Promise<EventProducer> | null = null;
  return {
    open: () =>
      (opening ??= openProducer().catch((error: unknown) => {
        opening = null;
        throw error;
      })),
    close: async () => (await opening?.catch(() => null))?.close(),
  };
}

function refused(message: string): StartRefused {
  return { kind: 'refused', message, exitCode: exitCodes.system };
}
