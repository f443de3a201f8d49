import { dirname } from 'node:path';
import { describeFullDisk, isDiskFull } from '@stepup/runtime';

/** What a person is told when a command cannot go on: a sentence where one is known, else all there is for a report. */
export async function describeFailure(error: unknown): Promise<string> {
  if (!(error instanceof Error)) return String(error);
  if (isDiskFull(error)) {
    const { reason, advice } = await describeFullDisk(pathOf(error) ?? process.cwd());
    return `${reason} ${advice}`;
  }
  const path = pathOf(error);
  if (path !== undefined && 'code' in error && ['EACCES', 'EPERM', 'EROFS'].includes(String(error.code))) {
    return `You may not write to ${path} (${String(error.code)}). Give the user who runs the command the right to, or choose another place.`;
  }
  return `The command cannot go on, by a fault of the product: ${error.stack ?? error.message}`;
}

function pathOf(error: Error): string | undefined {
  return 'path' in error && typeof error.path === 'string' ? dirname(error.path) : undefined;
}
