import { problemOf } from '@stepup/contracts';
import { createInProcessBus, type ReceivedMessage, topics } from '@stepup/event-bus';
import {
  createHttpApp,
  createLogger,
  createMetricsRegistry,
  listen,
  type ListeningServer,
  type TokenVerifier,
} from '@stepup/runtime';
import { afterEach } from 'vitest';
import { createGatewayRoutes } from '../create-gateway-routes.ts';
import type { GatewayPorts } from '../events/gateway-ports.ts';

const servers: ListeningServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close({ timeoutMs: 100 })));
});

/** A bearer that {@link trustingVerifier} takes at its word: a tenant and scopes, separated by blanks. */
export function bearerOf(text: string): string {
  return `Bearer ${Buffer.from(text).toString('base64url')}`;
}

const trustingVerifier: TokenVerifier = {
  async verify(token) {
    const [tenant = '', ...scopes] = Buffer.from(token, 'base64url').toString().split(' ');
    return { kind: 'verified', claims: { tenant, subject: 'client:test', scopes } };
  },
};

export type RequestBody = NonNullable<RequestInit['body']>;

interface GatewayOptions extends Partial<GatewayPorts> {
  /** Handles what is published; by default everything is taken. */
  readonly handleBatch?: (batch: readonly ReceivedMessage[]) => Promise<void>;
}

/** A real gateway on a real bus, with what it published. */
export async function serveGateway(options: GatewayOptions = {}) {
  const { handleBatch, ...ports } = options;
  const published: ReceivedMessage[] = [];
  const bus = createInProcessBus();
  await bus.createConsumer().run({
    topics: [topics.events],
    group: 'test',
    handleBatch: async (batch) => {
      await handleBatch?.(batch);
      published.push(...batch);
    },
  });
  const app = createHttpApp({
    log: createLogger({ service: 'gateway', level: 'silent' }),
    registry: createMetricsRegistry('gateway'),
    routes: createGatewayRoutes({
      verifier: trustingVerifier,
      producer: await bus.openProducer(),
      clock: { now: () => new Date('2026-03-01T00:00:00Z') },
      scopesOf: async ({ scopes }) => scopes,
      ...ports,
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
  servers.push(result.server);
  const { url } = result.server;

  const post = async (body: RequestBody, headers: Record<string, string> = {}) => {
    const response = await fetch(`${url}/v1/events`, {
      method: 'POST',
      body,
      headers: {
        authorization: bearerOf('acme events:write people:write'),
        'content-type': 'application/json',
        ...headers,
      },
    });
    const answer: unknown = await response.json();
    return { status: response.status, headers: response.headers, answer };
  };
  return { post, published };
}
