import { type LogEntry, logLevel } from 'kafkajs';
import type { BusLog } from './kafka-connection.ts';

/**
 * The log of kafkajs one level quieter than it writes it. What it calls an error is an attempt that failed and is made
 * again (the first use of a fresh broker brings a few of them, while the coordinator comes up); what is final is
 * reported by the adapter itself.
 */
export function toLogCreator(log: BusLog): () => (entry: LogEntry) => void {
  return () =>
    ({ namespace, level, log: content }) => {
      const { message, timestamp: _, logger: __, stack: ___, ...details } = content;
      const fields = { ...details, client: namespace };
      switch (level) {
        case logLevel.ERROR:
          log.warn(fields, message);
          return;
        case logLevel.WARN:
          log.info(fields, message);
          return;
        case logLevel.INFO:
        case logLevel.DEBUG:
        case logLevel.NOTHING:
          log.debug(fields, message);
      }
    };
}
