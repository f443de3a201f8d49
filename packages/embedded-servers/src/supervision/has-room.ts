import { hasFreeBytes } from '@stepup/runtime';

/** Two segments of PostgreSQL's log, which a server needs to recover; the engine's log and parts take less. */
const LEAST_ROOM_BYTES = 32 * 1024 * 1024;

/** Whether a server on this directory has the room to come up. */
export function hasRoom(directory: string): Promise<boolean> {
  return hasFreeBytes(directory, LEAST_ROOM_BYTES);
}
