import { access, constants, mkdir, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describeFullDisk, isDiskFull } from '@stepup/runtime';
import {
  type InstanceRecord,
  readInstance,
  removeInstanceRecord,
  writeInstanceRecord,
} from './instance-record.ts';

export type DataDirectoryClaim =
  | {
      readonly kind: 'claimed';
      /** Replaces what other processes learn of this instance, once it serves for example. */
      writeInstance(instance: Omit<InstanceRecord, 'pid'>): Promise<void>;
      /** Gives the directory back; a claim also ends with its process, however that ends. */
      release(): Promise<void>;
    }
  /** Another process has it. `instance` is absent in the moment between its claim and its first record. */
  | {
      readonly kind: 'in_use';
      readonly pid: number | undefined;
      readonly instance: InstanceRecord | undefined;
    }
  | { readonly kind: 'unusable' | 'disk_full'; readonly reason: string; readonly advice: string };

type Obstacle = Extract<DataDirectoryClaim, { kind: 'unusable' | 'disk_full' }>;

const LOCK_FILE = 'stepup.lock';

/**
 * Claims a data directory for this process, creating it when missing.
 *
 * The claim is a lock of the operating system on one file (taken through SQLite, the only part of Node that offers
 * one): it ends with the process, SIGKILL included, and knows nothing of process numbers that could be reused.
 *
 * @param instance what other processes learn of this instance from the start
 */
export async function claimDataDirectory(
  directory: string,
  instance: Omit<InstanceRecord, 'pid'>,
): Promise<DataDirectoryClaim> {
  const unusable = await findObstacle(directory);
  if (unusable !== undefined) return unusable;
  const lock = tryLock(join(directory, LOCK_FILE));
  if (lock.kind === 'refused') return toObstacle(lock.error, directory);
  if (lock.kind === 'held') {
    const running = await readInstance(directory);
    return running.kind === 'running'
      ? { kind: 'in_use', pid: running.instance.pid, instance: running.instance }
      : { kind: 'in_use', pid: undefined, instance: undefined };
  }
  const writeInstance = (record: Omit<InstanceRecord, 'pid'>): Promise<void> =>
    writeInstanceRecord(directory, { ...record, pid: process.pid });
  try {
    await writeInstance(instance);
  } catch (error) {
    lock.release();
    return toObstacle(error, directory);
  }
  return {
    kind: 'claimed',
    writeInstance,
    release: async () => {
      await removeInstanceRecord(directory);
      lock.release();
    },
  };
}

async function findObstacle(directory: string): Promise<Obstacle | undefined> {
  try {
    // Others may pass through (PostgreSQL's account has to, when root starts the program) but not look around; every
    // file with a secret has mode 600.
    await makeDirectory(directory);
    if (!(await stat(directory)).isDirectory()) {
      return {
        kind: 'unusable',
        reason: `${directory} is not a directory.`,
        advice: 'Choose another data directory.',
      };
    }
    await access(directory, constants.R_OK | constants.W_OK | constants.X_OK);
    const entries = await readdir(directory);
    if (entries.length > 0 && !entries.includes(LOCK_FILE)) {
      return {
        kind: 'unusable',
        reason: `${directory} holds other files and no data of this program.`,
        advice: 'Choose an empty directory or one that does not exist yet.',
      };
    }
    return undefined;
  } catch (error) {
    return toObstacle(error, directory);
  }
}

type Lock =
  | { readonly kind: 'taken'; release(): void }
  | { readonly kind: 'held' }
  | { readonly kind: 'refused'; readonly error: unknown };

/** SQLITE_BUSY */
const BUSY = 5;

function tryLock(file: string): Lock {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: 0 });
    const taken = database;
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return {
      kind: 'taken',
      release: () => {
        taken.close();
      },
    };
  } catch (error) {
    database?.close();
    const busy = error instanceof Error && 'errcode' in error && error.errcode === BUSY;
    return busy ? { kind: 'held' } : { kind: 'refused', error };
  }
}

/** On a read-only disk Node says that the folder to be made does not exist; what is above it says why. */
async function makeDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o711 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    await assertWritable(dirname(directory));
    throw error;
  }
}

async function assertWritable(directory: string): Promise<void> {
  try {
    await access(directory, constants.W_OK);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isMissing || dirname(directory) === directory) throw error;
    await assertWritable(dirname(directory));
  }
}

async function toObstacle(error: unknown, directory: string): Promise<Obstacle> {
  if (isDiskFull(error)) return { kind: 'disk_full', ...(await describeFullDisk(directory)) };
  return { kind: 'unusable', ...adviceFor(error, directory) };
}

function adviceFor(error: unknown, directory: string): { readonly reason: string; readonly advice: string } {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = `${directory} cannot be used: ${message}.`;
  if (code === 'EEXIST' || code === 'ENOTDIR') return { reason, advice: 'Choose another data directory.' };
  if (code === 'EROFS') {
    return {
      reason,
      advice: 'That disk is mounted read-only: mount it for writing, or choose another data directory.',
    };
  }
  if (/not a database/i.test(message)) {
    return { reason, advice: `Delete ${join(directory, LOCK_FILE)}, which holds a lock and nothing else.` };
  }
  if (['EACCES', 'EPERM'].includes(code) || /unable to open|readonly/i.test(message)) {
    return { reason, advice: 'Give the user who starts the program the right to write there.' };
  }
  return { reason, advice: 'Choose another data directory, or look at the disk.' };
}
