import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { measureDiskSpace } from '@stepup/runtime';

/** Answers take no disk below this: what is stored needs it more. Four times what the product stops taking events at. */
const LEAST_FREE_BYTES = 256 * 1024 * 1024;
/** Between two looks nothing writes so much that the engine would meet a full disk, which it does not tell of a file. */
const LOOK_EVERY_MS = 50;

/** Where rows lie on their way into the engine or out of it; whoever names a file removes it. */
export function nameSpoolFile(directory: string): string {
  return join(directory, `${String(process.pid)}-${randomBytes(8).toString('hex')}`);
}

/** Whether an answer may be written there. */
export async function hasRoomForAnswers(directory: string): Promise<boolean> {
  // Rejects where the disk cannot be asked: the engine would not tell of a full one either.
  return (await measureDiskSpace(directory)).freeBytes >= LEAST_FREE_BYTES;
}

/** Looks at the disk while something is written. */
export interface RoomWatch {
  /** Fires once there is no room for answers any more. */
  readonly full: AbortSignal;
  stop(): void;
}

export function watchRoom(directory: string): RoomWatch {
  const full = new AbortController();
  const look = setInterval(() => {
    void hasRoomForAnswers(directory).then(
      (hasRoom) => {
        if (!hasRoom) full.abort();
      },
      () => full.abort(),
    );
  }, LOOK_EVERY_MS);
  return { full: full.signal, stop: () => clearInterval(look) };
}
