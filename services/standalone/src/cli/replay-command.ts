import { toInstant } from '@stepup/contracts';
import type { TopicRange } from '@stepup/event-bus';
import { createLogger, exitCodes, formatConfigProblems } from '@stepup/runtime';
import type { Command } from 'commander';
import { createProgressLine } from '../spool/progress-line.ts';
import { commandLogDestination } from './human-log.ts';

interface ReplayOptions {
  from?: string;
  to?: string;
  json?: boolean;
}

/** `stepup replay`: a range of the events topic once more into the warehouse of a deployment. */
export function addReplayCommand(program: Command): void {
  program
    .command('replay')
    .description('take a range of the Kafka topic of events once more; what is stored stays as it is')
    .option(
      '--from <time>',
      'from messages of this time on, like 2026-11-28T00:00:00Z; the beginning if left out',
    )
    .option('--to <time>', 'up to messages of this time; what there is now if left out')
    .option('--json', 'for scripts')
    .action(async (options: ReplayOptions) => {
      process.exitCode = await runReplay(options);
    });
}

async function runReplay(options: ReplayOptions): Promise<number> {
  const range = toRange(options);
  if ('fault' in range) return usage(range.fault);
  // Loaded only here: no other command needs Kafka.
  const { EventBusUnavailable } = await import('@stepup/event-bus');
  const { readIngestConfig, replayTopic, TooManyDeadLetters } = await import('@stepup/ingest');
  const { prepareWarehouse, toWarehouseAddress } = await import('@stepup/warehouse');
  const read = readIngestConfig();
  if (read.kind === 'invalid') {
    const advice =
      'A replay reads the topic of a deployment. The embedded product keeps no topic: `stepup rebuild` derives its numbers anew.';
    return usage(`${formatConfigProblems(read.problems)}\n${advice}`);
  }
  const { config } = read;
  const log = createLogger({
    service: 'replay',
    level: config.STEPUP_LOG_LEVEL === 'info' ? 'warn' : config.STEPUP_LOG_LEVEL,
    destination: commandLogDestination(),
  });
  const prepared = await prepareWarehouse(toWarehouseAddress(config.STEPUP_CLICKHOUSE_URL));
  if (prepared.kind === 'unsuitable') {
    process.stderr.write(`${prepared.message}\n`);
    return exitCodes.system;
  }
  const { warehouse } = prepared;
  const connection = { brokers: config.STEPUP_KAFKA_BROKERS, clientId: 'stepup-replay', log };
  const progress = createProgressLine(process.stderr, () => performance.now());
  try {
    const { STEPUP_DEAD_LETTERS_PERCENT: deadLettersPercent } = config;
    const done = await replayTopic(
      { connection, warehouse, log, deadLettersPercent },
      range,
      ({ messages }) => progress.show(`replaying, ${messages} messages`, 0, 0),
    );
    progress.end();
    if (options.json === true) process.stdout.write(`${JSON.stringify(done)}\n`);
    else {
      const { messages, stored, deadLetters } = done;
      const where = deadLetters === 0 ? '' : '; `stepup dead-letters list` tells why';
      process.stdout.write(
        `${messages} messages read, ${stored} events stored, ${deadLetters} put aside${where}\n`,
      );
    }
    return done.deadLetters === 0 ? exitCodes.ok : exitCodes.data;
  } catch (error) {
    if (!(error instanceof EventBusUnavailable || error instanceof TooManyDeadLetters)) throw error;
    progress.end();
    process.stderr.write(`${error.message}\nWhat was replayed by then is stored; doing it again is safe.\n`);
    return exitCodes.system;
  } finally {
    progress.end();
    await warehouse.close();
  }
}

function toRange({ from, to }: ReplayOptions): TopicRange | { fault: string } {
  const times = [from, to].map((text) => (text === undefined ? undefined : toInstant(text)));
  if (times.includes(null)) {
    return { fault: '--from and --to are times with an offset, like 2026-11-28T00:00:00Z.' };
  }
  const [start, end] = times.map((time) => (typeof time === 'string' ? new Date(time) : undefined));
  if (start !== undefined && end !== undefined && start >= end) {
    return { fault: '--from must be earlier than --to.' };
  }
  return {
    ...(start === undefined ? {} : { from: { time: start } }),
    ...(end === undefined ? {} : { to: { time: end } }),
  };
}

function usage(message: string): number {
  process.stderr.write(`${message}\n`);
  return exitCodes.usage;
}
