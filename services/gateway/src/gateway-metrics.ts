import type { MetricsRegistry } from '@stepup/runtime';
import { Counter, Histogram } from 'prom-client';
import type { AcceptedEvents } from './events/accepted-events.ts';

/** Counts what becomes of events, in the registry of an instance. Returns what is told of each request whose events were judged. */
export function createGatewayMetrics(
  registry: MetricsRegistry,
): (outcome: AcceptedEvents, acceptSeconds: number) => void {
  const registers = [registry];
  const events = new Counter({
    name: 'stepup_gateway_events_total',
    help: 'Events by what their sender was told: accepted (duplicates included) or rejected.',
    labelNames: ['outcome'],
    registers,
  });
  const problems = new Counter({
    name: 'stepup_gateway_problems_total',
    help: 'Problems of rejected events, by code.',
    labelNames: ['code'],
    registers,
  });
  const unavailable = new Counter({
    name: 'stepup_gateway_requests_not_taken_total',
    help: 'Requests answered with 503, by reason: too much waits, or the bus has not taken them.',
    labelNames: ['reason'],
    registers,
  });
  const accepting = new Histogram({
    name: 'stepup_gateway_accept_seconds',
    help: 'From the body of a request until its events were durable.',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  });
  return (outcome, acceptSeconds) => {
    if (outcome.kind !== 'taken') {
      unavailable.inc({ reason: outcome.kind });
      return;
    }
    accepting.observe(acceptSeconds);
    events.inc({ outcome: 'accepted' }, outcome.accepted);
    events.inc({ outcome: 'rejected' }, outcome.rejected.length);
    for (const { code } of outcome.rejected.flatMap((event) => event.problems)) problems.inc({ code });
  };
}
