import { appProblems } from '@stepup/contracts';
import { createKafkaBus, topics } from '@stepup/event-bus';
import {
  checkAnswers,
  createHttpApp,
  createMetricsRegistry,
  createOidcVerifier,
  listenOrRefuse,
  type Logger,
  type ReadinessCheck,
  type RunningProcess,
  type StartRefused,
  startStoppable,
  startTracing,
  type StopStack,
  systemClock,
} from '@stepup/runtime';
import { isStoreReachable, openStorePool } from '@stepup/store';
import { admitTenants } from './admit-tenants.ts';
import type { GatewayConfig } from './config.ts';
import { createGatewayRoutes } from './create-gateway-routes.ts';
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
  const tombstones = openTombstones(config, log, stops);
  const { STEPUP_HOST: host, STEPUP_HTTP_PORT: port } = config;
  const app = createHttpApp({
    log,
    registry: createMetricsRegistry('gateway'),
    routes: createGatewayRoutes({
      verifier: createOidcVerifier({
        issuer: config.STEPUP_OIDC_ISSUER,
        audience: config.STEPUP_OIDC_AUDIENCE,
        tenantClaim: config.STEPUP_OIDC_TENANT_CLAIM,
        personClaim: config.STEPUP_OIDC_PERSON_CLAIM,
      }),
      producer,
      clock: systemClock,
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
function openTombstones(
  config: GatewayConfig,
  log: Logger,
  stops: StopStack,
): { ports: Pick<GatewayPorts, 'admitTenant'>; checks: ReadinessCheck[] } {
  const { STEPUP_POSTGRES_URL: connectionString } = config;
  if (connectionString === undefined) return { ports: {}, checks: [] };
  const pool = openStorePool({
    connectionString,
    applicationName: 'stepup-gateway',
    onIdleError: (error) => log.warn({ err: error }, 'an idle connection to PostgreSQL was lost'),
  });
  stops.push('the connections to PostgreSQL', () => pool.end());
  return {
    ports: { admitTenant: admitTenants(pool, systemClock) },
    checks: [checkAnswers('store', () => isStoreReachable(pool))],
  };
}
