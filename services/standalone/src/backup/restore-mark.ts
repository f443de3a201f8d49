import { access, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A restore has begun in this directory: until it is whole, nothing is to start on it. */
export async function markRestore(dataDirectory: string): Promise<void> {
  await writeFile(markIn(dataDirectory), '', { mode: 0o600, flush: true });
}

export async function unmarkRestore(dataDirectory: string): Promise<void> {
  await rm(markIn(dataDirectory), { force: true });
}

/** Whether a restore broke off here. */
export async function hasUnfinishedRestore(dataDirectory: string): Promise<boolean> {
  try {
    await access(markIn(dataDirectory));
    return true;
  } catch {
    return false;
  }
}

function markIn(dataDirectory: string): string {
  return join(dataDirectory, 'restore-unfinished');
}
