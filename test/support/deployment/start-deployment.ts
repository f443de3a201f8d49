import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedClickHouse } from '@stepup/embedded-servers';
import { createKafkaBus, createTopics, type KafkaBus } from '@stepup/event-bus';
import { topicSpecifications } from '@stepup/infra/topics';
import { findFreePort, startKafka, startPostgres, startRedis } from '@stepup/local-servers';
import { createLogger } from '@stepup/runtime';
import { openWarehouse, type Warehouse } from '@stepup/warehouse';
import { startTestIssuer } from '../net/test-issuer.ts';
import { waitFor } from '../product/run-product.ts';
import { type TendedProcess, tendProcess } from '../product/tended-process.ts';

/** An instance of a service, started by its own main. */
export interface RunningService {
  name: string;
  url: string;
  process: TendedProcess;
}

/** Kafka, Redis, PostgreSQL and ClickHouse, and every service in processes of its own: the reading side and ingest twice. */
export interface Deployment {
  gateway: RunningService;
  apis: readonly [RunningService, RunningService];
  services: readonly RunningService[];
  /** Ends the instances of ingest and starts as many of this release. */
  replaceIngest(): Promise<void>;
  brokers: readonly string[];
  /** A token of a program. */
  tokenOf(tenant: string, scope?: string): Promise<string>;
  bus: KafkaBus;
  warehouse: Warehouse;
  postgresUrl: string;
  close(): Promise<void>;
}

const log = createLogger({ service: 'test', level: 'silent' });

/** What services of a deployment are told of, on loopback. */
export interface DeploymentServers {
  brokers: readonly string[];
  redisUrl: string;
  postgresUrl: string;
  /** With the account in it. */
  warehouseUrl: string;
  warehouse: Warehouse;
  bus: KafkaBus;
}

interface DeploymentOptions {
  /** What the instances of the api serve as the console. */
  consoleDirectory: string;
  /** What the first instances of ingest are told beside what all services are. */
  ingestEnvironment?: Record<string, string>;
}

export async function startDeployment(options: DeploymentOptions): Promise<Deployment> {
  const closers: (() => Promise<unknown>)[] = [];
  const closeAll = async (): Promise<void> => {
    for (const close of closers.splice(0).toReversed()) await close();
  };
  try {
    return { ...(await startParts(options, closers)), close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function startParts(
  { consoleDirectory, ingestEnvironment }: DeploymentOptions,
  closers: (() => Promise<unknown>)[],
): Promise<Omit<Deployment, 'close'>> {
  const issuer = await startTestIssuer();
  closers.push(() => issuer.close());
  const servers = await startServers(closers);

  // One environment for all of them, as in a deployment.
  const environment = {
    STEPUP_KAFKA_BROKERS: servers.brokers.join(','),
    STEPUP_REDIS_URL: servers.redisUrl,
    STEPUP_POSTGRES_URL: servers.postgresUrl,
    STEPUP_CLICKHOUSE_URL: servers.warehouseUrl,
    STEPUP_OIDC_ISSUER: issuer.url,
    STEPUP_CONSOLE_DIR: consoleDirectory,
    STEPUP_LOG_LEVEL: 'warn',
  };
  const services: RunningService[] = [];
  const mainOf = (name: string): URL => new URL(`../../../services/${name}/src/main.ts`, import.meta.url);
  const start = async (name: string, further: Record<string, string> = {}): Promise<RunningService> => {
    const port = await findFreePort();
    const process = tendProcess(mainOf(name), { ...environment, ...further, STEPUP_HTTP_PORT: String(port) });
    const service = { name, url: `http://127.0.0.1:${port}`, process };
    services.push(service);
    return service;
  };
  closers.push(() => Promise.all(services.map((service) => service.process.stop())));
  const gateway = await start('gateway');
  const apis = [await start('api'), await start('api')] as const;
  await start('diagnosis');
  for (const _ of ['one', 'another']) await start('ingest', ingestEnvironment);
  await untilReady(services);
  return {
    gateway,
    apis,
    services,
    async replaceIngest() {
      const before = services.filter(({ name }) => name === 'ingest');
      await Promise.all(before.map((service) => service.process.stop()));
      for (const service of before) services.splice(services.indexOf(service), 1);
      await untilReady([await start('ingest'), await start('ingest')]);
    },
    brokers: servers.brokers,
    tokenOf: (tenant, scope) => issuer.tokenOf(tenant, scope),
    bus: servers.bus,
    warehouse: servers.warehouse,
    postgresUrl: servers.postgresUrl,
  };
}

/** Kafka with the topics of a deployment, Redis, PostgreSQL and the engine of ClickHouse. */
export async function startServers(closers: (() => Promise<unknown>)[]): Promise<DeploymentServers> {
  const directory = await mkdtemp(join(tmpdir(), 'stepup-deployment-'));
  closers.push(() => rm(directory, { recursive: true, force: true }));
  const [kafka, redis, postgres, engine] = await Promise.all([
    startKafka(),
    startRedis(),
    startPostgres(),
    startEmbeddedClickHouse({ directory, log, writers: 4 }),
  ]);
  closers.push(
    () => kafka.close(),
    () => redis.close(),
    () => postgres.close(),
    () => engine.stop(),
  );
  const connection = { brokers: kafka.brokers, clientId: 'test', log };
  await createTopics(connection, topicSpecifications);
  const { username, password } = engine;
  const warehouseUrl = new URL(engine.url);
  warehouseUrl.username = username;
  warehouseUrl.password = password;
  warehouseUrl.pathname = '/stepup';
  const warehouse = openWarehouse({ url: engine.url, username, password, database: 'stepup' });
  closers.push(() => warehouse.close());
  return {
    brokers: kafka.brokers,
    redisUrl: redis.url,
    postgresUrl: postgres.connectionString,
    warehouseUrl: warehouseUrl.href,
    warehouse,
    bus: createKafkaBus(connection),
  };
}

async function untilReady(services: readonly RunningService[]): Promise<void> {
  for (const { url } of services) await waitFor(async () => (await fetch(`${url}/readyz`)).ok);
}
