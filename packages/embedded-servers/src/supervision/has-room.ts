import { measureDiskSpace } from '@stepup/runtime';

/** Two segments of PostgreSQL's log, which a server needs to recover; the engine's log and parts take less. */
const LEAST_ROOM_BYTES = 32 * 1024 * 1024;

/** Whether a server on this directory has the room to come up. */
export async function hasRoom(directory: string): Promise<boolean> {
  try {
    return (await measureDiskSpace(directory)).freeBytes >= LEAST_ROOM_BYTES;
  } catch {
    // A disk that cannot be asked is not known to be full.
    return true;
  }
}
