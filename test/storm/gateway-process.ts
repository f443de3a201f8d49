/** An instance of the gateway as its main starts it. */
import { readGatewayConfig, startGateway } from '@stepup/gateway';
import { createLogger, formatConfigProblems, runProcess } from '@stepup/runtime';

const read = readGatewayConfig();
if (read.kind === 'invalid') throw new Error(formatConfigProblems(read.problems));
const { config } = read;
const log = createLogger({ service: 'gateway', level: config.STEPUP_LOG_LEVEL });
runProcess({ log, start: () => startGateway(config, log) });
