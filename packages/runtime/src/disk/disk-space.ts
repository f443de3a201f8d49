import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What is left on the disk that holds a path, for whom this process runs as. */
interface DiskSpace {
  freeBytes: number;
  totalBytes: number;
}

const bytesPerMegabyte = 1_000_000;

/** Asks the system about the disk that holds a path, which need not exist yet. */
export async function measureDiskSpace(path: string): Promise<DiskSpace> {
  try {
    const { bavail, blocks, bsize } = await statfs(path);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch (error) {
    const above = dirname(path);
    if (above !== path && error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return measureDiskSpace(above);
    }
    throw error;
  }
}

/** Why nothing more can be stored beside a path, for people, and what they can do. */
export async function describeFullDisk(path: string): Promise<{ reason: string; advice: string }> {
  const advice = 'Free some space there and start again; what was stored before is kept.';
  try {
    const { freeBytes, totalBytes } = await measureDiskSpace(path);
    const free = `${inMegabytes(freeBytes)} of ${inMegabytes(totalBytes)} MB are free, and more is needed`;
    return { reason: `The disk that holds ${path} is full: ${free}.`, advice };
  } catch {
    return { reason: `The disk that holds ${path} is full.`, advice };
  }
}

function inMegabytes(bytes: number): string {
  return (bytes / bytesPerMegabyte).toFixed(bytes < 10 * bytesPerMegabyte ? 1 : 0);
}

/** Whether the disk of a path has so many bytes left; 20 µs, so every request may ask. */
export async function hasFreeBytes(path: string, leastBytes: number): Promise<boolean> {
  try {
    return (await measureDiskSpace(path)).freeBytes >= leastBytes;
  } catch {
    // A disk that cannot be asked is not known to be full.
    return true;
  }
}
