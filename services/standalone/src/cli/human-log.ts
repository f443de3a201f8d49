import { jsonOrUndefined } from '@stepup/contracts';
import { z } from 'zod';

const line = z.looseObject({
  level: z.string(),
  msg: z.string(),
  err: z.looseObject({ message: z.string() }).optional(),
});

/**
 * Where the log of a command goes: standard error, as JSON lines for programs and as plain lines on a terminal. Standard
 * output belongs to what a person asked for.
 */
export function commandLogDestination(): { write(text: string): void } {
  if (!process.stderr.isTTY) return { write: (text) => void process.stderr.write(text) };
  return { write: (text) => void process.stderr.write(`${toPlainLine(text)}\n`) };
}

/** One log line as a person reads it; text that is no log line as it is. */
export function toPlainLine(text: string): string {
  const parsed = line.safeParse(jsonOrUndefined(text));
  if (!parsed.success) return text.trimEnd();
  const { level, msg, err } = parsed.data;
  return `${level}: ${msg}${err === undefined ? '' : ` (${err.message})`}`;
}
