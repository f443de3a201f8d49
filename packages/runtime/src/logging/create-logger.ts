import { pino } from 'pino';
import type { Logger as PinoLogger } from 'pino';
import { z } from 'zod';
import { activeTraceIds } from '../telemetry/active-trace-ids.ts';
import { redactFields } from './redact.ts';
import { redactText } from './redact-text.ts';

export type Logger = PinoLogger;

export const logLevel = z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']);
export type LogLevel = z.output<typeof logLevel>;

export interface LoggerOptions {
  /** Name of the process in every line, for example `gateway`. */
  service: string;
  level: LogLevel;
  /** Receives one JSON line a call; standard output by default. */
  destination?: { write(line: string): void };
}

/**
 * A logger that writes one JSON object a line (`level`, `time`, `service`, `msg`, fields) and takes
 * credentials out of fields, errors and messages. Fields bound by `child` are covered by name only. Where a span is
 * active, its `traceId` and `spanId` stand in the line.
 */
export function createLogger(options: LoggerOptions): Logger {
  const settings = {
    level: options.level,
    base: { service: options.service, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: activeTraceIds,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (fields: Record<string, unknown>) => redactFields(fields),
    },
    // Errors have become plain objects by now, which pino's own serializer would describe a second time.
    serializers: { err: (described: unknown) => described },
    hooks: {
      logMethod(this: PinoLogger, inputs: unknown[], method: (...inputs: unknown[]) => void): void {
        method.apply(
          this,
          inputs.map((input) => (typeof input === 'string' ? redactText(input) : input)),
        );
      },
    },
    // Fields bound with `child` bypass the formatter above.
    redact: {
      paths: [
        'authorization',
        'cookie',
        'token',
        'password',
        'secret',
        '*.authorization',
        '*.token',
        '*.password',
      ],
      censor: '[redacted]',
    },
  };
  // Written synchronously, so that the last lines before an exit are not lost.
  return pino(settings, options.destination ?? pino.destination({ dest: 1, sync: true }));
}
