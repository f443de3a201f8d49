import { availableParallelism } from 'node:os';
import { appProblems } from '@stepup/contracts';
import { type ConsumerSettings, createKafkaBus, type ReceivedMessage, topics } from '@stepup/event-bus';
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
} from '@stepup/runtime';
import {
  appendBatches,
  deriveBatches,
  deriveOpenBatches,
  forgetBatches,
  prepareWarehouse,
  toWarehouseAddress,
  insertCoachingEvents,
} from '@stepup/warehouse';
import { checkProgress } from './check-progress.ts';
import type { IngestConfig } from './config.ts';
import { createDecodingPool } from './decoding/create-decoding-pool.ts';
import { createFactsDeriver } from './create-facts-deriver.ts';
import { createGroupAppender } from './create-group-appender.ts';
import { createIngestMetrics } from './ingest-metrics.ts';
import { startDeadLetterKeeper } from './dead-letters/start-dead-letter-keeper.ts';
import { type IngestProbe, noProbe } from './ingest-probes.ts';
import { storeMessages } from './store-messages.ts';
import { toBusMessage } from './to-bus-message.ts';

/** A running instance of ingest. */
export interface IngestInstance extends RunningProcess {
  /** Where it tells how it is. */
  url: string;
  failure: Promise<Error>;
}

/** What a fault suite sets otherwise than the product. */
export interface IngestTuning {
  /** A batch that is listed for so long was left behind by its writer; a minute. */
  abandonedAfterSeconds?: number;
  /** How often is looked for such batches; half a minute. */
  sweepIntervalMs?: number;
  probe?: IngestProbe;
  /** How soon the group notices that an instance is gone. */
  consumer?: Partial<ConsumerSettings>;
}

const defaultAbandonedAfterSeconds = 60;
/** What derived batches touched is kept for so long: much longer than one is derived, or a lot of a rebuild. */
const forgottenAfterSeconds = 3600;
/** kafkajs fetches only when all it has fetched is handled: while the messages of one consumer are stored another one reads. */
const consumersAnInstance = 2;
/** Small batches of several partitions at a time, since what is read decides how much memory an instance takes. */
const reading: Partial<ConsumerSettings> = {
  concurrentPartitions: 3,
  maxBatchBytes: 1024 * 1024,
  maxFetchBytes: 3 * 1024 * 1024,
};
const eventsAnInsert = 20_000;
const mostDecodingThreads = 4;
/** Events stored so long after their receipt wait for ingest, not for their senders. */
const lateSeconds = 10;
/** For how long after such a batch storing goes before deriving. */
const catchingUpMs = 5_000;

/**
 * Starts ingest beside other instances of it: events from Kafka into the warehouse, facts behind them. Order of a batch:
 * events durable, dead letters durable, offsets committed; an error in between ends the process, and the batch comes again.
 */
export async function startIngest(
  config: IngestConfig,
  log: Logger,
  tuning: IngestTuning = {},
): Promise<IngestInstance | StartRefused> {
  return startStoppable((stops) => startParts(config, log, { stops, tuning }));
}

async function startParts(
  config: IngestConfig,
  log: Logger,
  { stops, tuning }: { stops: StopStack; tuning: IngestTuning },
): Promise<IngestInstance | StartRefused> {
  const { probe = noProbe, abandonedAfterSeconds = defaultAbandonedAfterSeconds, sweepIntervalMs } = tuning;
  const tracing = await startTracing({ service: 'ingest', endpoint: config.STEPUP_OTLP_ENDPOINT, log });
  stops.push('tracing', () => tracing.stop());
  const prepared = await prepareWarehouse(toWarehouseAddress(config.STEPUP_CLICKHOUSE_URL), {
    onWaiting: () => log.info('waiting for another instance, which brings the warehouse up to this release'),
  });
  if (prepared.kind === 'unsuitable') {
    return { kind: 'refused', message: prepared.message, exitCode: exitCodes.system };
  }
  const { warehouse } = prepared;
  stops.push('the connection to the warehouse', () => warehouse.close());
  const bus = createKafkaBus({
    brokers: config.STEPUP_KAFKA_BROKERS,
    clientId: 'stepup-ingest',
    log,
    consumer: { ...reading, ...tuning.consumer },
    onConsumerMoment: (moment) => void probe(moment),
  });
  const producer = await bus.openProducer();
  stops.push('the producer of dead letters', () => producer.close());

  const registry = createMetricsRegistry('ingest');
  const consumers = Array.from({ length: consumersAnInstance }, () => bus.createConsumer());
  const metrics = createIngestMetrics(registry, async () =>
    (await Promise.all(consumers.map((consumer) => consumer.lag()))).flat(),
  );
  let lateBatchAtMs = Number.NEGATIVE_INFINITY;
  const deriver = createFactsDeriver(
    {
      deriveBatches: (tenant, batches) =>
        deriveBatches(warehouse, { tenant, batches: [...batches] }, 'several'),
      deriveAbandoned: () => deriveOpenBatches(warehouse, 'several', abandonedAfterSeconds),
      forgetDerived: () => forgetBatches(warehouse, forgottenAfterSeconds),
    },
    {
      log,
      nowMs: () => performance.now(),
      isCatchingUp: () => performance.now() - lateBatchAtMs < catchingUpMs,
      onDerived: (delayMs) => metrics.observeDerivation(delayMs / 1000),
      ...(sweepIntervalMs === undefined ? {} : { sweepIntervalMs }),
    },
  );
  stops.push('the derivation of facts', () => deriver.close());

  // Before ingest, which puts aside what the keeper takes.
  const keeper = await startDeadLetterKeeper({ bus, warehouse, log });
  stops.push('the keeper of dead letters', () => keeper.close());

  const append = createGroupAppender(
    (events) => appendBatches(warehouse, events),
    (batches) => deriver.take(batches),
    eventsAnInsert,
  );

  const decoding = createDecodingPool(decodingThreads());
  stops.push('the threads that decode', () => decoding.close());

  const { STEPUP_HOST: host, STEPUP_HTTP_PORT: port } = config;
  const app = createHttpApp({
    log,
    registry,
    routes: [],
    checks: [
      checkAnswers('warehouse', () => warehouse.isReachable()),
      { name: 'progress', check: () => checkProgress(consumers) },
    ],
    problems: appProblems,
  });
  const server = await listenOrRefuse(app, { host, port });
  if ('kind' in server) return server;
  stops.push('the HTTP server', () => server.close());

  const handleBatch = async (batch: readonly ReceivedMessage[]): Promise<void> => {
    await probe('fetched');
    const beganAtMs = performance.now();
    let insertSeconds = 0;
    let oldestReceivedAt: string | null = null;
    const { stored, deadLetters } = await storeMessages(
      {
        decode: (messages) => decoding.decode(messages),
        async storeEvents(events) {
          const appending = append(events);
          await probe('inserting');
          await appending;
          insertSeconds = (performance.now() - beganAtMs) / 1000;
          ({ oldestReceivedAt } = events);
          await probe('stored');
        },
        storeCoachingEvents: (events) => insertCoachingEvents(warehouse, events),
        keepDeadLetters: (letters) => producer.publish(topics.deadLetters, letters.map(toBusMessage)),
        deadLettersPercent: config.STEPUP_DEAD_LETTERS_PERCENT,
      },
      batch,
      log,
    );
    await probe('kept');
    const delaySeconds =
      oldestReceivedAt === null ? null : (Date.now() - Date.parse(oldestReceivedAt)) / 1000;
    if (delaySeconds !== null && delaySeconds > lateSeconds) lateBatchAtMs = performance.now();
    metrics.observeBatch({ messages: batch.length, stored, insertSeconds, delaySeconds });
    for (const { reason } of deadLetters) metrics.countDeadLetter(reason);
  };
  stops.push('the consumers', async () => {
    await Promise.all(consumers.map((consumer) => consumer.close()));
  });
  await Promise.all(
    consumers.map((consumer) => consumer.run({ topics: [topics.events], group: 'ingest', handleBatch })),
  );
  const failure = Promise.race([
    ...consumers.map((consumer) => consumer.failure),
    keeper.failure,
    deriver.failure,
  ]);
  return { url: server.url, stop: () => stops.stopAll(), failure };
}

/** Leaves a processor to this thread and the engine's answers; more than a few cannot be kept busy by one. */
function decodingThreads(): number {
  return Math.max(1, Math.min(availableParallelism() - 1, mostDecodingThreads));
}
