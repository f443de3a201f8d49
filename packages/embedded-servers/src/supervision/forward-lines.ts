import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Hands on what a child process prints, line by line. */
export function forwardLines(stream: Readable | null, write: (line: string) => void): void {
  if (stream !== null) createInterface({ input: stream }).on('line', write);
}
