import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export type ClusterInspection =
  | { readonly kind: 'absent' }
  | { readonly kind: 'usable' }
  | { readonly kind: 'wrong_version'; readonly found: string }
  | { readonly kind: 'damaged'; readonly what: string };

/** Every cluster has these; PostgreSQL's own messages about a missing one do not say what is wrong. */
const FOLDERS = ['base', 'global', 'pg_wal', 'pg_xact', 'pg_multixact', 'pg_tblspc'];
const CONTROL_FILE_BYTES = 8192;

/** Looks at a cluster before PostgreSQL does, without changing anything. */
export async function inspectCluster(dataDirectory: string, major: number): Promise<ClusterInspection> {
  const entries = await listEntries(dataDirectory);
  if (entries.length === 0) return { kind: 'absent' };
  const version = await readFile(join(dataDirectory, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version === undefined) return { kind: 'damaged', what: 'PG_VERSION is missing' };
  if (!/^\d+\n?$/.test(version)) return { kind: 'damaged', what: 'PG_VERSION is not a version' };
  if (version.trim() !== String(major)) return { kind: 'wrong_version', found: version.trim() };
  for (const folder of FOLDERS) {
    if (!entries.includes(folder)) return { kind: 'damaged', what: `the folder ${folder} is missing` };
  }
  const control = await stat(join(dataDirectory, 'global', 'pg_control')).catch(() => undefined);
  if (control?.size !== CONTROL_FILE_BYTES) {
    return { kind: 'damaged', what: 'global/pg_control is missing or truncated' };
  }
  return { kind: 'usable' };
}

async function listEntries(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
