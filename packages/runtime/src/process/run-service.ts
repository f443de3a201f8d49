import { type ConfigProblem, formatConfigProblems } from '../config/read-config.ts';
import { createLogger, type Logger, type LogLevel } from '../logging/create-logger.ts';
import { exitCodes } from './exit-codes.ts';
import { runProcess, type RunningProcess, type StartRefused } from './run-process.ts';

/** Runs a service as this process: says what is wrong with its configuration, or starts it and heeds signals. */
export function runService<Config extends { STEPUP_LOG_LEVEL: LogLevel }>(
  service: string,
  read: { kind: 'ok'; config: Config } | { kind: 'invalid'; problems: readonly ConfigProblem[] },
  start: (config: Config, log: Logger) => Promise<RunningProcess | StartRefused>,
): void {
  if (read.kind === 'invalid') {
    process.stderr.write(`${formatConfigProblems(read.problems)}\n`);
    process.exitCode = exitCodes.usage;
    return;
  }
  const { config } = read;
  const log = createLogger({ service, level: config.STEPUP_LOG_LEVEL });
  runProcess({ log, start: () => start(config, log) });
}
