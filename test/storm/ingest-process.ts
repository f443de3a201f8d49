/** An instance of ingest as its main starts it, which ends itself with SIGKILL at the moment that its parent names. */
import { startIngest, readIngestConfig } from '@stepup/ingest';
import { runService } from '@stepup/runtime';
import { ingestOrder } from './ingest-order.ts';

let fatal: string | null = null;
process.on('message', (message: unknown) => {
  fatal = ingestOrder.parse(message).dieAt;
});
runService('ingest', readIngestConfig(), (config, log) =>
  startIngest(config, log, {
    abandonedAfterSeconds: 2,
    sweepIntervalMs: 1_000,
    consumer: { sessionTimeoutMs: 2_000, heartbeatIntervalMs: 300, rebalanceTimeoutMs: 4_000 },
    probe(moment) {
      if (moment === fatal) process.kill(process.pid, 'SIGKILL');
      return Promise.resolve();
    },
  }),
);
