import { appProblems } from '@stepup/contracts';
import { createKafkaBus, topics } from '@stepup/event-bus';
import {
  checkAnswers,
  createHttpApp,
  createMetricsRegistry,
  exitCodes,
  listenOrRefuse,
  type Logger,
  type ReadinessCheck,
  type RunningProcess,
  type StartRefused,
  startStoppable,
  startTracing,
  type StopStack,
  systemClock,
  verifierOf,
} from '@stepup/runtime';
import { isStoreReachable, prepareStore } from '@stepup/store';
import { admitTenants } from './admit-tenants.ts';
import type { GatewayConfig } from './config.ts';
import { createGatewayRoutes } from './create-gateway-routes.ts';
import { createGatewayMetrics } from './gateway-metrics.ts';
import type { GatewayPorts } from './events/gateway-ports.ts';

/** A running instance of the gateway. */
export interface GatewayInstance extends RunningProcess {
  url: string;
}

/** Starts the edge: `POST /v1/events` into Kafka, answered when the broker has the events. */
export async function startGateway(
  config: GatewayConfig,
  log: Logger,
): Promise<GatewayInstance | StartRefused> {
  return startStoppable((stops) => startParts(config, log, stops));
}

async function startParts(
  config: GatewayConfig,
  log: Logger,
  stops: StopStack,
): Promise<GatewayInstance | StartRefused> {
  const tracing = await startTracing({ service: 'gateway', endpoint: config.STEPUP_OTLP_ENDPOINT, log });
  stops.push('tracing', () => tracing.stop());
  const bus = createKafkaBus({ brokers: config.STEPUP_KAFKA_BROKERS, clientId: 'stepup-gateway', log });
  const producer = await bus.openProducer();
  stops.push('the producer', () => producer.close());
  const requests = config.STEPUP_REQUESTS_PER_TEN_SECONDS;
  const tombstones = await openTombstones(config, log, stops);
  if ('message' in tombstones) return tombstones;
  const { STEPUP_HOST: host, STEPUP_HTTP_PORT: port } = config;
  const registry = createMetricsRegistry('gateway');
  const app = createHttpApp({
    log,
    registry,
    routes: createGatewayRoutes({
      verifier: verifierOf(config),
      producer,
      clock: systemClock,
      onJudged: createGatewayMetrics(registry),
      // The edge knows no roles, so it takes what the issuer granted; events are sent by programs.
      scopesOf: ({ scopes }) => Promise.resolve(scopes),
      ...tombstones.ports,
      ...(requests === undefined ? {} : { requestsPerTenSeconds: requests }),
    }),
    checks: [checkAnswers('broker', () => bus.isReachable(topics.events)), ...tombstones.checks],
    problems: appProblems,
  });
  const server = await listenOrRefuse(app, { host, port });
  if ('kind' in server) return server;
  stops.push('the HTTP server', () => server.close());
  return { url: server.url, stop: () => stops.stopAll() };
}

/** Tenants are known and tombstones heeded where the system of record can be asked. */
async function openTombstones(
  config: GatewayConfig,
  log: Logger,
  stops: StopStack,
): Promise<{ ports: Pick<GatewayPorts, 'admitTenant'>; checks: ReadinessCheck[] } | StartRefused> {
  const { STEPUP_POSTGRES_URL: ownerString } = config;
  if (ownerString === undefined) return { ports: {}, checks: [] };
  const prepared = await prepareStore({
    ownerString,
    applicationName: 'stepup-gateway',
    onIdleError: (error) => log.warn({ err: error }, 'an idle connection to PostgreSQL was lost'),
  });
  if (prepared.kind === 'unsuitable') {
    return { kind: 'refused', message: prepared.message, exitCode: exitCodes.system };
  }
  const { pool } = prepared;
  stops.push('the connections to PostgreSQL', () => pool.end());
  return {
    ports: { admitTenant: admitTenants(pool, systemClock) },
    checks: [checkAnswers('store', () => isStoreReachable(pool))],
  };
}
