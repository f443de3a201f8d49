import { join, resolve } from 'node:path';
import {
  createApiRoutes,
  createConsoleMount,
  createMailer,
  createSignInRoutes,
  keepProfiles,
  openTenantDirectory,
  publishEvents,
  readProfilesFrom,
  readScopes,
  signInOf,
  startOutboxRelay,
  startRebuilds,
  takeCoachingJobs,
} from '@stepup/api';
import { appProblems, instantOfDate } from '@stepup/contracts';
import { buildConsole, consoleDirectory } from '@stepup/console';
import { registerJobMetrics, takeDiagnosisJobs } from '@stepup/diagnosis-service';
import { claimDataDirectory, EmbeddedServerError } from '@stepup/embedded-servers';
import { createInProcessBus, type EventBus, topics } from '@stepup/event-bus';
import { admitTenants, createGatewayRoutes } from '@stepup/gateway';
import { startDeadLetterKeeper, startEmbeddedIngest } from '@stepup/ingest';
import { createJobs, jobCatalogue } from '@stepup/jobs';
import {
  checkAnswers,
  createHttpApp,
  createMetricsRegistry,
  createStopStack,
  type EmbeddedIssuer,
  exitCodes,
  isDiskFull,
  type Logger,
  type RunningProcess,
  type StartRefused,
  startTracing,
  type StopStack,
  systemClock,
} from '@stepup/runtime';
import { isStoreReachable } from '@stepup/store';
import { PreparedEvent } from '@stepup/warehouse';
import type { StandaloneConfig } from './config.ts';
import { hasUnfinishedRestore } from './backup/restore-mark.ts';
import { createBackupRoutes } from './parts/backup-routes.ts';
import { damageOfStore } from './parts/damage-of-store.ts';
import { createEmbeddedSessionRoutes } from './parts/embedded-session-routes.ts';
import { assertDiskRoom, hasDiskRoom } from './parts/disk-room.ts';
import { createExampleRoutes } from './parts/example-routes.ts';
import { explainFullDisk } from './parts/explain-full-disk.ts';
import { findStoredEvents } from './parts/find-stored-events.ts';
import { tellOfStored } from './parts/tell-of-stored.ts';
import { listenEarly } from './parts/listen-early.ts';
import { openMigratedStore, openMigratedWarehouse, UnsuitableStore } from './parts/open-stores.ts';
import { openVerifier } from './parts/open-verifier.ts';
import { type PastApi, servePastApi } from './parts/serve-past-api.ts';
import { checkBus, checkDisk, checkJobs, checkServer } from './parts/readiness-checks.ts';

/**
 * How long people and profiles are kept; of what comes in here they hear at once. Into a warehouse that is not ours others may write; into
 * our own only a rebuild does so unheard, and reading thousands of people anew keeps everybody else waiting.
 */
const maxAgeMs = { ofOurOwn: 30_000, ofOthers: 5_000 } as const;

/** A running product. */
export interface StandaloneInstance extends RunningProcess {
  /** Where it answers, for example `http://127.0.0.1:4000`. */
  url: string;
  dataDirectory: string;
  /** The built-in issuer; null where tokens come from elsewhere. */
  issuer: EmbeddedIssuer | null;
  failure: Promise<Error>;
  /** The api once more, at times of the caller's choosing: for telling the history of the example. */
  servePast(): Promise<PastApi>;
  /** Has the coaching of a tenant verified now, beside everything else, instead of in the night before the week. */
  verifyCoaching(tenant: string): Promise<void>;
}

/**
 * Starts the whole product in this process: the only place that picks adapters. Everything that was started is stopped in
 * reverse order, by `stop` or when a later part refuses to start.
 *
 * @param bus for tests that put messages onto it themselves
 */
export async function startStandalone(
  config: StandaloneConfig,
  log: Logger,
  bus: EventBus = createInProcessBus(),
): Promise<StandaloneInstance | StartRefused> {
  const stops = createStopStack();
  try {
    const started = await startParts(config, log, bus, stops);
    if ('stop' in started) return started;
    await stops.stopAll();
    return started;
  } catch (error) {
    await stops.stopAll();
    if (error instanceof EmbeddedServerError || error instanceof UnsuitableStore) {
      log.debug({ err: error }, 'start refused');
      return refused(error.message, exitCodes.system);
    }
    const damage = damageOfStore(error);
    if (damage !== null) {
      log.debug({ err: error }, 'start refused');
      const advice = 'Its files were changed or lost; restore a backup of the data directory.';
      return refused(`Data of PostgreSQL cannot be read: ${damage}. ${advice}`, exitCodes.system);
    }
    if (isDiskFull(error)) {
      log.debug({ err: error }, 'start refused');
      return refused(await explainFullDisk(config), exitCodes.system);
    }
    throw error;
  }
}

async function startParts(
  config: StandaloneConfig,
  log: Logger,
  bus: EventBus,
  stops: StopStack,
): Promise<StandaloneInstance | StartRefused> {
  const clock = systemClock;
  const dataDirectory = resolve(config.STEPUP_DATA_DIR);
  const startedAt = instantOfDate(clock.now());
  const failing = Promise.withResolvers<Error>();

  const tracing = await startTracing({ service: 'standalone', endpoint: config.STEPUP_OTLP_ENDPOINT, log });
  stops.push('tracing', () => tracing.stop());
  const claim = await claimDataDirectory(dataDirectory, { startedAt });
  if (claim.kind === 'in_use') {
    const where = claim.instance?.httpUrl === undefined ? '' : ` at ${claim.instance.httpUrl}`;
    const who = claim.pid === undefined ? 'Another process' : `Process ${claim.pid}`;
    const advice = 'Use that one, stop it first, or choose another data directory: STEPUP_DATA_DIR.';
    return refused(`${who} already runs on ${dataDirectory}${where}. ${advice}`, exitCodes.usage);
  }
  if (claim.kind !== 'claimed') {
    const exitCode = claim.kind === 'disk_full' ? exitCodes.system : exitCodes.usage;
    return refused(`${claim.reason} ${claim.advice}`, exitCode);
  }
  stops.push('the claim on the data directory', () => claim.release());

  if (await hasUnfinishedRestore(dataDirectory)) {
    const advice = 'Delete the directory and restore again.';
    return refused(
      `A restore into ${dataDirectory} broke off, so it holds only a part. ${advice}`,
      exitCodes.usage,
    );
  }
  // The engine leaves tables behind that it cannot open again when it runs out of space while it makes them.
  if (!(await hasDiskRoom(dataDirectory))) return refused(await explainFullDisk(config), exitCodes.system);

  const listening = await listenEarly(config.STEPUP_HOST, config.STEPUP_HTTP_PORT, log);
  if (listening.kind === 'refused') return refused(listening.message, exitCodes.usage);
  const { server, serve } = listening.early;
  stops.push('the early HTTP server', () => server.close());

  const verifying = await openVerifier(config, dataDirectory);
  if (verifying.kind === 'unusable_key') return refused(verifying.message, exitCodes.usage);
  const { verifier, issuer } = verifying;

  const storeParts = { config, dataDirectory, log, stops, onFailed: failing.resolve };
  const [storing, warehousing, building] = await Promise.allSettled([
    openMigratedStore(storeParts),
    openMigratedWarehouse(storeParts),
    buildConsole(() => log.info('building the console')),
  ]);
  if (storing.status === 'rejected') throw storing.reason;
  if (warehousing.status === 'rejected') throw warehousing.reason;
  if (building.status === 'rejected') throw building.reason;
  const { value: store } = storing;
  const { warehouse, server: warehouseServer } = warehousing.value;

  const assertRoom = () => assertDiskRoom(dataDirectory);
  const deadLetters = await startDeadLetterKeeper({ bus, warehouse, log, clock, assertRoom });
  stops.push('the keeper of dead letters', () => deadLetters.close());
  const isOurOwn = warehouseServer !== null;
  const keeping = { warehouse, clock, maxAgeMs: isOurOwn ? maxAgeMs.ofOurOwn : maxAgeMs.ofOthers };
  const directory = openTenantDirectory(keeping);
  const kept = isOurOwn ? keepProfiles({ ...keeping, directory }) : null;
  const telling = tellOfStored(bus, {
    onAnything: (tenant) => kept?.forget(tenant),
    onPeople(tenant) {
      directory.forget(tenant);
      kept?.forgetPeople(tenant);
    },
  });
  const ingest = await startEmbeddedIngest({ bus: telling, warehouse, log, assertRoom });
  stops.push('ingest', () => ingest.close());
  const producer = await bus.openProducer();
  stops.push('the producer of the gateway', () => producer.close());

  const relay = startOutboxRelay({
    pool: store.pool,
    warehouse,
    directory,
    publishEvents: publishEvents(() => Promise.resolve(producer)),
    clock,
    log,
  });
  stops.push('the relay of the outbox', () => relay.close());

  const jobs = await createJobs({
    catalogue: jobCatalogue,
    connection: { kind: 'postgres', connectionString: store.connectionString, schema: 'jobs' },
    log,
  });
  stops.push('the jobs', () => jobs.close());
  await takeDiagnosisJobs({ warehouse, pool: store.pool, jobs, clock, log });

  const rebuilds = await startRebuilds({ warehouse, pool: store.pool, jobs, clock, log });
  stops.push('the rebuilds', () => rebuilds.close());

  const mailer = createMailer(config, join(dataDirectory, 'mails'));
  stops.push('the mailer', async () => mailer.close());
  await takeCoachingJobs({ pool: store.pool, warehouse, directory, jobs, clock, mailer, log });

  const apiParts = {
    verifier,
    warehouse,
    directory,
    pool: store.pool,
    jobs,
    sendsMail: mailer.kind === 'smtp',
    hasBuiltInIssuer: issuer !== null,
    eventsTopic: topics.events,
    publishEvents: publishEvents(() => Promise.resolve(producer)),
    ...(kept ?? readProfilesFrom(warehouse)),
  };
  const registry = createMetricsRegistry('standalone');
  registerJobMetrics(registry, jobs);
  const app = createHttpApp({
    log,
    mounts: building.value.kind === 'no_builder' ? [] : [createConsoleMount(consoleDirectory())],
    registry,
    routes: [
      ...createGatewayRoutes({
        verifier,
        producer,
        clock,
        scopesOf: (claims) => readScopes(directory, claims),
        findStored: findStoredEvents(warehouse, ingest),
        contentOf: (event, receivedAt) => new PreparedEvent({ event, receivedAt }),
        admitTenant: admitTenants(store.pool, clock),
        hasDiskSpace: () => hasDiskRoom(dataDirectory),
      }),
      ...(issuer === null ? [] : createEmbeddedSessionRoutes(issuer)),
      ...createSignInRoutes({
        signIn: signInOf(config),
        verifier,
        publicUrl: config.STEPUP_PUBLIC_URL ?? null,
      }),
      ...createExampleRoutes(dataDirectory, verifier),
      ...createBackupRoutes({ dataDirectory, verifier, clock, sources: { pool: store.pool, warehouse } }),
      ...createApiRoutes({
        ...apiParts,
        clock,
        ...(config.STEPUP_REQUESTS_PER_TEN_SECONDS === undefined
          ? {}
          : { requestsPerTenSeconds: config.STEPUP_REQUESTS_PER_TEN_SECONDS }),
        // An acknowledged event has reached the numbers before its sender hears so.
        measureFreshness: async () => ({ state: 'current', complete_until: instantOfDate(clock.now()) }),
      }),
    ],
    checks: [
      ...[store.server, warehouseServer].flatMap((child) => (child === null ? [] : [checkServer(child)])),
      checkAnswers('store', () => isStoreReachable(store.pool)),
      checkAnswers('warehouse', () => warehouse.isReachable()),
      checkBus(ingest),
      checkJobs(jobs),
      checkDisk(dataDirectory),
    ],
    problems: appProblems,
  });
  serve(app);
  // Once more, so that it is the first to be stopped: closing a server twice is one close.
  stops.push('the HTTP server', () => server.close());
  await claim.writeInstance({ startedAt, httpUrl: server.url });
  ingest.failure.then(failing.resolve, failing.resolve);
  return {
    url: server.url,
    dataDirectory,
    issuer,
    servePast: () => servePastApi(apiParts, log),
    verifyCoaching: async (tenant) => {
      await jobs.enqueue('verify-tenant-coaching', { tenant });
    },
    stop: () => stops.stopAll(),
    failure: failing.promise,
  };
}

function refused(message: string, exitCode: StartRefused['exitCode']): StartRefused {
  return { kind: 'refused', message, exitCode };
}
