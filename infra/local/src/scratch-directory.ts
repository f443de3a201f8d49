import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ScratchDirectory {
  readonly path: string;
  /** Removes what was made here; a directory that was given stays. */
  remove(): Promise<void>;
}

/** The given directory, or a fresh one for temporary files. */
export async function openScratchDirectory(name: string, given?: string): Promise<ScratchDirectory> {
  if (given !== undefined) return { path: given, remove: async () => {} };
  const path = await mkdtemp(join(tmpdir(), `stepup-${name}-`));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
