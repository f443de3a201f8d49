import { createLogger, exitCodes, formatConfigProblems, runProcess } from '@stepup/runtime';
import { startGateway } from './compose.ts';
import { readGatewayConfig } from './config.ts';

const read = readGatewayConfig();
if (read.kind === 'invalid') {
  process.stderr.write(`${formatConfigProblems(read.problems)}\n`);
  process.exitCode = exitCodes.usage;
} else {
  const { config } = read;
  const log = createLogger({ service: 'gateway', level: config.STEPUP_LOG_LEVEL });
  runProcess({ log, start: () => startGateway(config, log) });
}
