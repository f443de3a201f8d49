import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A fresh directory that every account may pass through, and its removal. */
export async function createTemporaryDirectory(): Promise<{
  readonly path: string;
  remove(): Promise<void>;
}> {
  const path = await mkdtemp(join(tmpdir(), 'stepup-embedded-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
