/** An instance of ingest as its main starts it, which ends itself with SIGKILL at the moment that its parent names. */
import { startIngest, readIngestConfig } from '@stepup/ingest';
import { createLogger, formatConfigProblems, runProcess } from '@stepup/runtime';
import { ingestOrder } from './ingest-order.ts';

const read = readIngestConfig();
if (read.kind === 'invalid') throw new Error(formatConfigProblems(read.problems));
const { config } = read;

let fatal: string | null = null;
process.on('message', (message: unknown) => {
  fatal = ingestOrder.parse(message).dieAt;
});
const log = createLogger({ service: 'ingest', level: config.STEPUP_LOG_LEVEL });
runProcess({
  log,
  start: () =>
    startIngest(config, log, {
      abandonedAfterSeconds: 2,
      sweepIntervalMs: 1_000,
      consumer: { sessionTimeoutMs: 2_000, heartbeatIntervalMs: 300, rebalanceTimeoutMs: 4_000 },
      probe(moment) {
        if (moment === fatal) process.kill(process.pid, 'SIGKILL');
        return Promise.resolve();
      },
    }),
});
