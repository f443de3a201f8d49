import { problemOf } from '@stepup/contracts';
import { type BusMessage, createInProcessBus, type EventProducer, topics } from '@stepup/event-bus';
import { createGatewayRoutes } from '@stepup/gateway';
import { type DeadLetter, type IngestPorts, decodeBatch, storeMessages } from '@stepup/ingest';
import {
  createHttpApp,
  createLogger,
  createMetricsRegistry,
  listen,
  startTracing,
  type TokenVerifier,
} from '@stepup/runtime';

/** What must stand in no span. */
export const secretToken = 'bearer-of-acme-4711';
export const customer = 'Jane Doe';

const verifier: TokenVerifier = {
  verify: async () => ({
    kind: 'verified',
    claims: { tenant: 'acme', subject: 'client:crm-of-jane', scopes: ['events:write'] },
  }),
};

export interface PipelineOptions {
  /** Where spans go; nothing is traced without. */
  endpoint: string | undefined;
  storeBatch?: IngestPorts['storeBatch'];
  /** Told of each publish before it begins. */
  onPublish?: (messages: readonly BusMessage[]) => void;
}

/** A real gateway, an in-process bus and the steps of ingest behind it, with what they log and keep. */
export async function servePipeline(options: PipelineOptions) {
  const { endpoint, storeBatch = async () => undefined, onPublish } = options;
  const lines: string[] = [];
  const deadLetters: DeadLetter[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const log = createLogger({ service: 'pipeline', level: 'info', destination });
  const tracing = await startTracing({ service: 'pipeline', endpoint, log });
  const bus = createInProcessBus();
  const keepDeadLetters = async (letters: readonly DeadLetter[]) => void deadLetters.push(...letters);
  const consumer = bus.createConsumer();
  await consumer.run({
    topics: [topics.events],
    group: 'ingest',
    handleBatch: async (batch) =>
      void (await storeMessages(
        {
          decode: decodeBatch,
          storeEvents: storeBatch,
          storeCoachingEvents: () => Promise.resolve(),
          keepDeadLetters,
        },
        batch,
        log,
      )),
  });
  const opened = await bus.openProducer();
  const producer: EventProducer = {
    ...opened,
    publish: (topic, messages) => {
      onPublish?.(messages);
      return opened.publish(topic, messages);
    },
  };
  const url = await serveGateway(log, producer);

  return {
    lines,
    deadLetters,
    producer,
    /** Sends one deal; answers with the status. */
    async post(id: string, headers: Record<string, string> = {}): Promise<number> {
      const response = await fetch(`${url.address}/v1/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secretToken}`, 'content-type': 'application/json', ...headers },
        body: JSON.stringify({
          specversion: '1.0',
          id,
          source: 'crm',
          type: 'sales.deal.changed.v1',
          time: '2026-02-01T10:00:00Z',
          data: { deal_id: id, name: `Roof of ${customer}` },
        }),
      });
      await response.text();
      return response.status;
    },
    /** Ends all of it; what was traced has been exported then. */
    async stop(): Promise<void> {
      await url.close();
      await consumer.close();
      await tracing.stop();
    },
  };
}

async function serveGateway(log: ReturnType<typeof createLogger>, producer: EventProducer) {
  const app = createHttpApp({
    log,
    registry: createMetricsRegistry('pipeline'),
    routes: createGatewayRoutes({
      verifier,
      producer,
      clock: { now: () => new Date('2026-03-01T00:00:00Z') },
      scopesOf: async ({ scopes }) => scopes,
    }),
    checks: [],
    problems: {
      badRequest: problemOf('invalid_body'),
      notFound: problemOf('not_found'),
      methodNotAllowed: problemOf('method_not_allowed'),
      internal: problemOf('internal_error'),
    },
  });
  const result = await listen(app, { host: '127.0.0.1', port: 0 });
  if (result.kind !== 'listening') throw new Error(result.kind);
  const { server } = result;
  return { address: server.url, close: () => server.close({ timeoutMs: 1_000 }) };
}
