import { hasFreeBytes } from '@stepup/runtime';

/**
 * Room for the greatest batch as rows and parts, for a merge of them, and for two segments of PostgreSQL's log: below it
 * either store may fall midway, so nothing new is taken.
 */
const leastFreeBytes = 64 * 1024 * 1024;

/** Whether the disk of the data directory has room for more. */
export function hasDiskRoom(dataDirectory: string): Promise<boolean> {
  return hasFreeBytes(dataDirectory, leastFreeBytes);
}

/** The disk of the data directory has no room, told as the system would tell it. */
class FullDisk extends Error {
  override readonly name = 'FullDisk';
  readonly code = 'ENOSPC';
}

/** Rejects where {@link hasDiskRoom} says no. */
export async function assertDiskRoom(dataDirectory: string): Promise<void> {
  if (!(await hasDiskRoom(dataDirectory))) throw new FullDisk(`the disk that holds ${dataDirectory} is full`);
}
