import type { PartitionLag } from '@stepup/event-bus';
import type { MetricsRegistry } from '@stepup/runtime';
import { Counter, Gauge, Histogram } from 'prom-client';

/** What an instance of ingest tells about its work. */
export interface IngestMetrics {
  observeBatch(batch: {
    messages: number;
    stored: number;
    insertSeconds: number;
    /** Of the event of the batch that was received first: from receipt until it could be queried. */
    delaySeconds: number | null;
  }): void;
  countDeadLetter(reason: string): void;
  /** From the moment a batch could be queried until its facts could. */
  observeDerivation(delaySeconds: number): void;
}

const seconds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300];

/** @param lag asked at each scrape */
export function createIngestMetrics(
  registry: MetricsRegistry,
  lag: () => Promise<readonly PartitionLag[]>,
): IngestMetrics {
  const registers = [registry];
  const events = new Counter({
    name: 'stepup_ingest_events_total',
    help: 'Events stored, repeated ones included.',
    registers,
  });
  const letters = new Counter({
    name: 'stepup_ingest_dead_letters_total',
    help: 'Messages that can never be stored, by reason.',
    labelNames: ['reason'],
    registers,
  });
  const batchSize = new Histogram({
    name: 'stepup_ingest_batch_messages',
    help: 'Messages handled together.',
    buckets: [1, 10, 100, 1_000, 5_000, 10_000, 50_000],
    registers,
  });
  const insert = new Histogram({
    name: 'stepup_ingest_insert_seconds',
    help: 'How long the events of a batch took to become durable.',
    buckets: seconds,
    registers,
  });
  const queryable = new Histogram({
    name: 'stepup_ingest_queryable_delay_seconds',
    help: 'From the receipt of an event until it could be queried; the slowest of each batch.',
    buckets: seconds,
    registers,
  });
  const derived = new Histogram({
    name: 'stepup_ingest_facts_delay_seconds',
    help: 'From the moment a batch could be queried until the facts derived from it could.',
    buckets: seconds,
    registers,
  });
  new Gauge({
    name: 'stepup_ingest_lag_messages',
    help: 'Messages that wait or are being handled, by partition.',
    labelNames: ['topic', 'partition'],
    registers,
    async collect() {
      this.reset();
      for (const { topic, partition, messages } of await lag()) this.set({ topic, partition }, messages);
    },
  });
  return {
    observeBatch({ messages, stored, insertSeconds, delaySeconds }) {
      events.inc(stored);
      batchSize.observe(messages);
      // A batch of nothing but dead letters inserts nothing.
      if (stored > 0) insert.observe(insertSeconds);
      if (delaySeconds !== null) queryable.observe(delaySeconds);
    },
    countDeadLetter: (reason) => letters.inc({ reason }),
    observeDerivation: (delaySeconds) => derived.observe(delaySeconds),
  };
}
