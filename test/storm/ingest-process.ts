/** An instance of ingest as its main starts it, which ends itself with SIGKILL at the moment that its parent names. */
import { setTimeout as delay } from 'node:timers/promises';
import { startIngest, readIngestConfig } from '@stepup/ingest';
import { runService } from '@stepup/runtime';
import { type FatalMoment, ingestOrder } from './ingest-order.ts';

/** An insert takes longer than this, so that it is cut in the midst. */
const insertingMs = 3;

let fatal: FatalMoment | null = null;
process.on('message', (message: unknown) => {
  fatal = ingestOrder.parse(message).dieAt;
});
runService('ingest', readIngestConfig(), (config, log) =>
  startIngest(config, log, {
    abandonedAfterSeconds: 2,
    sweepIntervalMs: 1_000,
    consumer: { sessionTimeoutMs: 2_000, heartbeatIntervalMs: 300, rebalanceTimeoutMs: 4_000 },
    async probe(moment) {
      if (moment !== fatal) return;
      if (moment === 'inserting') await delay(insertingMs);
      await new Promise((resolve) => process.send?.({ diesAt: moment }, resolve));
      process.kill(process.pid, 'SIGKILL');
    },
  }),
);
