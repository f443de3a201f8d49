import { createLogger, exitCodes, formatConfigProblems, runProcess } from '@stepup/runtime';
import { startIngest } from './compose.ts';
import { readIngestConfig } from './config.ts';

const read = readIngestConfig();
if (read.kind === 'invalid') {
  process.stderr.write(`${formatConfigProblems(read.problems)}\n`);
  process.exitCode = exitCodes.usage;
} else {
  const { config } = read;
  const log = createLogger({ service: 'ingest', level: config.STEPUP_LOG_LEVEL });
  runProcess({ log, start: () => startIngest(config, log) });
}
