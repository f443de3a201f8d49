import { createHash, randomBytes } from 'node:crypto';
import { chmod, chown, cp, mkdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { EmbeddedServerError } from '../embedded-server-error.ts';
import { readJsonFile, writeJsonFile } from '../read-json-file.ts';
import type { ServerLog } from '../server-log.ts';
import { type Account, canEnter, chooseAccount } from './account.ts';
import type { PostgresBinaries } from './binaries.ts';

/** Where cluster and binaries are, and under which account the server runs on them. */
export interface Placement {
  readonly dataDirectory: string;
  readonly nativeDirectory: string;
  readonly account: Account | undefined;
  /** Whether a cluster was created here before; then its absence is a loss, not a first start. */
  readonly initialized: boolean;
}

/** Stands in our own directory and says where the cluster is; `null` means beside this file. */
const locationSchema = z.strictObject({ external: z.string().nullable(), initialized: z.boolean() });
/** Stands beside an external cluster and says whose it is. */
const ownerSchema = z.strictObject({ directory: z.string() });

/**
 * Survives reboots, belongs to root, and its parents can be entered by every account; folders for temporary files
 * have the last quality only and are cleaned by age on many systems.
 */
export const DEFAULT_EXTERNAL_DIRECTORY = '/var/lib/stepup';

/**
 * Decides where the cluster lives. Normally in `directory` itself. Only where root starts the program and the
 * account PostgreSQL gets cannot enter `directory` (a clone under /root, say) the cluster lies in a folder below
 * `externalDirectory`, named after a hash of `directory` and recorded in it; likewise a copy of the binaries.
 *
 * @throws EmbeddedServerError
 */
export async function placeCluster(
  directory: string,
  externalDirectory: string,
  binaries: PostgresBinaries,
  log: ServerLog,
): Promise<Placement> {
  await mkdir(directory, { recursive: true, mode: 0o711 });
  const own = await realpath(directory);
  const recorded = await readJsonFile(join(own, 'location.json'), locationSchema);
  if (recorded.kind === 'unreadable') {
    throw new EmbeddedServerError(
      'damaged_directory',
      `${join(own, 'location.json')} cannot be read (${recorded.reason}).`,
      'It says where the PostgreSQL cluster lies. Restore it from a backup.',
    );
  }
  const location = recorded.kind === 'read' ? recorded.value : undefined;
  const inPlace = join(own, 'data');
  const account = await chooseAccount(join(location?.external ?? own, 'data'));
  const external =
    location === undefined
      ? await newExternal(own, externalDirectory, account)
      : await checkedExternal(own, location.external);
  const initialized = location?.initialized ?? false;
  if (location === undefined)
    await writeJsonFile(join(own, 'location.json'), { external: external ?? null, initialized });
  if (location === undefined && external !== undefined) {
    log.warn(
      { server: 'postgres', external },
      'the account PostgreSQL runs under cannot enter the data directory; its data lies outside',
    );
  }
  return {
    dataDirectory: external === undefined ? inPlace : join(external, 'data'),
    nativeDirectory: await reachableBinaries(binaries, externalDirectory, account),
    account,
    initialized,
  };
}

/** Records that the cluster exists from now on. */
export async function markInitialized(directory: string): Promise<void> {
  const file = join(directory, 'location.json');
  const recorded = await readJsonFile(file, locationSchema);
  if (recorded.kind === 'read') await writeJsonFile(file, { ...recorded.value, initialized: true });
}

async function newExternal(
  own: string,
  externalDirectory: string,
  account: Account | undefined,
): Promise<string | undefined> {
  if (account === undefined || (await canEnter(account, own))) return undefined;
  // The directory itself is ours: letting others pass through it gives nothing away, since what is in it has modes of
  // its own. Folders above it are not ours to open.
  await chmod(own, 0o711);
  if (await canEnter(account, own)) return undefined;
  const name = createHash('sha256').update(own).digest('hex').slice(0, 16);
  await mkdir(externalDirectory, { recursive: true, mode: 0o755 });
  // A folder of this name that our directory does not know belonged to a predecessor that was deleted: its cluster
  // has a password nobody knows any more, but it is not ours to remove.
  for (let turn = 1; ; turn += 1) {
    const external = join(externalDirectory, turn === 1 ? name : `${name}-${String(turn)}`);
    const created = await mkdir(external, { mode: 0o700 }).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
        throw error;
      },
    );
    if (!created) continue;
    await writeJsonFile(join(external, 'owner.json'), { directory: own });
    await chown(external, account.uid, account.gid);
    if (await canEnter(account, external)) return external;
    throw new EmbeddedServerError(
      'no_permission',
      `User ${String(account.uid)}, under which PostgreSQL runs, can enter neither ${own} nor ${external}.`,
      `Make one of them reachable (chmod o+x on its parents), or start the program as another user than root.`,
    );
  }
}

/** A copied directory points to the cluster of the original; both running on it would be its end. */
async function checkedExternal(own: string, external: string | null): Promise<string | undefined> {
  if (external === null) return undefined;
  const owner = await readJsonFile(join(external, 'owner.json'), ownerSchema);
  const formerOwner = owner.kind === 'read' ? owner.value.directory : undefined;
  if (formerOwner === own) return external;
  if (formerOwner === undefined) {
    throw new EmbeddedServerError(
      'damaged_directory',
      `${own} says that its PostgreSQL cluster lies in ${external}, and it is not there.`,
      'Restore that folder from a backup, or start with an empty data directory.',
    );
  }
  const original = await readJsonFile(join(formerOwner, 'location.json'), locationSchema);
  if (original.kind === 'read' && original.value.external === external) {
    throw new EmbeddedServerError(
      'directory_in_use',
      `${own} is a copy of ${formerOwner}; the PostgreSQL cluster in ${external} belongs to the original.`,
      'Start with an empty data directory, or remove the original.',
    );
  }
  await writeJsonFile(join(external, 'owner.json'), { directory: own });
  return external;
}

async function reachableBinaries(
  binaries: PostgresBinaries,
  externalDirectory: string,
  account: Account | undefined,
): Promise<string> {
  if (account === undefined || (await canEnter(account, join(binaries.nativeDirectory, 'bin')))) {
    return binaries.nativeDirectory;
  }
  const copy = join(externalDirectory, `postgresql-${binaries.packageVersion}`);
  if ((await stat(copy).catch(() => undefined)) !== undefined) return copy;
  await mkdir(externalDirectory, { recursive: true, mode: 0o755 });
  // Copied beside and renamed: a half copy never has the final name, and of two starts at once one wins.
  const beside = `${copy}.${randomBytes(4).toString('hex')}`;
  try {
    await cp(binaries.nativeDirectory, beside, { recursive: true, verbatimSymlinks: true });
    await rename(beside, copy).catch(async (error: unknown) => {
      if ((await stat(copy).catch(() => undefined)) === undefined) throw error;
    });
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
  return copy;
}

/**
 * Removes the cluster of a directory for good, wherever it lies, and the directory itself. The server must be stopped.
 */
export async function removeEmbeddedPostgres(directory: string): Promise<void> {
  const recorded = await readJsonFile(join(directory, 'location.json'), locationSchema);
  const external = recorded.kind === 'read' ? recorded.value.external : null;
  if (external !== null) {
    const owner = await readJsonFile(join(external, 'owner.json'), ownerSchema);
    const own = await realpath(directory);
    if (owner.kind === 'read' && owner.value.directory === own)
      await rm(external, { recursive: true, force: true });
  }
  await rm(directory, { recursive: true, force: true });
}
