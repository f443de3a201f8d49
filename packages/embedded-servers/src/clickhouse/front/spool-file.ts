import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

/** Where rows lie on their way into the engine or out of it; whoever names a file removes it. */
export function nameSpoolFile(directory: string): string {
  return join(directory, `${String(process.pid)}-${randomBytes(8).toString('hex')}`);
}
