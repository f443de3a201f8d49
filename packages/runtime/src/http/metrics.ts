import { Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export type MetricsRegistry = Registry;

/** A registry with the figures of the Node process (memory, event loop, garbage collection). */
export function createMetricsRegistry(service: string): MetricsRegistry {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** Duration of answered requests, labelled by method, route pattern and status. */
export function createRequestDuration(registry: MetricsRegistry): Histogram<'method' | 'route' | 'status'> {
  return new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'Duration of answered HTTP requests by route pattern.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  });
}
