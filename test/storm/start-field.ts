import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedClickHouse } from '@stepup/embedded-servers';
import {
  createKafkaBus,
  createTopics,
  type KafkaBus,
  messageText,
  readGroupLag,
  topics,
} from '@stepup/event-bus';
import { topicSpecifications } from '@stepup/infra/topics';
import { findFreePort, startKafka, startTcpProxy, type TcpProxy } from '@stepup/local-servers';
import { createLogger } from '@stepup/runtime';
import { migrateWarehouse, openWarehouse, type Warehouse } from '@stepup/warehouse';
import * as z from 'zod';
import { startTestIssuer } from '../support/net/test-issuer.ts';
import { waitFor } from '../support/product/run-product.ts';
import { type TendedProcess, tendProcess } from '../support/product/tended-process.ts';
import { type FatalMoment, lastWords } from './ingest-order.ts';
import type { Link } from './plan-storm.ts';
import { poisonTag } from './send-poison.ts';

/** Real servers, real processes, and the links between them, for any number of storms one after the other. */
export interface Field {
  gatewayUrl: string;
  tokenOf(tenant: string): Promise<string>;
  gateway: TendedProcess;
  ingest: TendedProcess;
  startSecondIngest(): TendedProcess;
  links: Record<Link, TcpProxy>;
  killWarehouse(): void;
  restartBroker(): Promise<void>;
  /** Past every link. */
  warehouse: Warehouse;
  brokers: readonly string[];
  /** Messages of events that are not handled. */
  lag(): Promise<number>;
  /** The reasons of the poisons kept as dead letters, by their tags. */
  readDeadLetters(): Promise<ReadonlyMap<string, string>>;
  /** At which moments instances of ingest were killed so far. */
  fatalMoments(): readonly FatalMoment[];
  /** How often services had to be started again so far. */
  restarts(): number;
  close(): Promise<void>;
}

const log = { info: () => {}, warn: () => {}, error: () => {} };

export async function startField(): Promise<Field> {
  const directory = await mkdtemp(join(tmpdir(), 'stepup-storm-'));
  const closers: (() => Promise<unknown>)[] = [() => rm(directory, { recursive: true, force: true })];
  const kafkaPort = await findFreePort();
  const brokerLink = await startTcpProxy(() => kafkaPort);
  closers.push(() => brokerLink.close());
  const kafka = await startKafka({
    port: kafkaPort,
    advertisedPort: brokerLink.port,
    settings: { 'group.min.session.timeout.ms': '1000' },
  });
  closers.push(() => kafka.close());
  const engine = await startEmbeddedClickHouse({ directory, log, writers: 4 });
  closers.push(() => engine.stop());
  const enginePort = Number(new URL(engine.url).port);
  const warehouseLink = await startTcpProxy(() => enginePort);
  closers.push(() => warehouseLink.close());
  const issuer = await startTestIssuer();
  closers.push(() => issuer.close());

  const credentials = { username: engine.username, password: engine.password, database: 'stepup' };
  await migrateWarehouse({ url: engine.url, ...credentials });
  const warehouse = openWarehouse({ url: engine.url, ...credentials });
  closers.push(() => warehouse.close());
  const connection = {
    brokers: kafka.brokers,
    clientId: 'storm',
    log: createLogger({ service: 'storm', level: 'silent' }),
  };
  const bus = createKafkaBus({
    ...connection,
    consumer: { sessionTimeoutMs: 2_000, heartbeatIntervalMs: 300, rebalanceTimeoutMs: 4_000 },
  });
  await createTopics(connection, topicSpecifications);
  const letters = await collectDeadLetters(bus);
  closers.push(() => letters.close());

  const gatewayPort = await findFreePort();
  const link = new URL(engine.url);
  link.port = String(warehouseLink.port);
  link.username = engine.username;
  link.password = engine.password;
  link.pathname = '/stepup';
  const common = { STEPUP_KAFKA_BROKERS: kafka.brokers.join(','), STEPUP_LOG_LEVEL: 'silent' };
  const ofIngest = { ...common, STEPUP_CLICKHOUSE_URL: link.href, STEPUP_HTTP_PORT: '0' };
  const tended: TendedProcess[] = [];
  const died: FatalMoment[] = [];
  const hear = (message: unknown): void => void died.push(lastWords.parse(message).diesAt);
  const tend = (script: string, environment: Record<string, string>): TendedProcess => {
    const process = tendProcess(new URL(script, import.meta.url), environment, hear);
    tended.push(process);
    return process;
  };
  const gateway = tend('./gateway-process.ts', {
    ...common,
    STEPUP_HTTP_PORT: String(gatewayPort),
    STEPUP_OIDC_ISSUER: issuer.url,
  });
  return {
    gatewayUrl: `http://127.0.0.1:${gatewayPort}`,
    tokenOf: (tenant) => issuer.tokenOf(tenant),
    gateway,
    ingest: tend('./ingest-process.ts', ofIngest),
    startSecondIngest: () => tend('./ingest-process.ts', ofIngest),
    links: { broker: brokerLink, warehouse: warehouseLink },
    killWarehouse() {
      const pid = engine.pid();
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
    },
    async restartBroker() {
      await kafka.kill();
      await kafka.start();
    },
    warehouse,
    brokers: kafka.brokers,
    async lag() {
      const lags = await readGroupLag(connection, 'ingest', [topics.events]);
      return lags.reduce((sum, { messages }) => sum + messages, 0);
    },
    readDeadLetters: () => letters.read(),
    fatalMoments: () => died,
    restarts: () => tended.reduce((sum, process) => sum + process.restarts(), 0),
    async close() {
      await Promise.all(tended.map((process) => process.stop()));
      for (const close of closers.toReversed()) await close();
    },
  };
}

const taggedLetter = z.object({ headers: z.record(z.string(), z.string()), reason: z.string() });

/** Reads the topic of dead letters as they come. */
async function collectDeadLetters(
  bus: KafkaBus,
): Promise<{ read(): Promise<ReadonlyMap<string, string>>; close(): Promise<void> }> {
  const reasons = new Map<string, string>();
  const consumer = bus.createConsumer();
  await consumer.run({
    topics: [topics.deadLetters],
    group: 'storm-letters',
    async handleBatch(batch) {
      for (const message of batch) {
        const { headers, reason } = taggedLetter.parse(JSON.parse(messageText(message) ?? ''));
        reasons.set(headers[poisonTag] ?? `of nobody: ${message.offset}`, reason);
      }
    },
  });
  return {
    async read() {
      const failed = await Promise.race([
        consumer.failure,
        waitFor(async () => (await consumer.lag()).every(({ messages }) => messages === 0)),
      ]);
      if (failed instanceof Error) throw failed;
      return reasons;
    },
    close: () => consumer.close(),
  };
}
