import type { Logger } from '../logging/create-logger.ts';
import { outsideSpans } from './outside-spans.ts';

export interface SeldomLog {
  warn(fields: Record<string, unknown>, message: string): void;
}

export interface SeldomLogOptions {
  log: Logger;
  /** At most one line in this time. */
  intervalMs: number;
  nowMs?: () => number;
}

/** Warns at most once in an interval; the next line says how many were left out. */
export function createSeldomLog({
  log,
  intervalMs,
  nowMs = () => performance.now(),
}: SeldomLogOptions): SeldomLog {
  let quietUntilMs = Number.NEGATIVE_INFINITY;
  let leftOut = 0;
  return {
    warn(fields, message) {
      const now = nowMs();
      if (now < quietUntilMs) {
        leftOut += 1;
        return;
      }
      quietUntilMs = now + intervalMs;
      // An export runs in the context of whichever span filled the batch, which has nothing to do with it.
      outsideSpans(() => log.warn({ ...fields, leftOut }, message));
      leftOut = 0;
    },
  };
}
