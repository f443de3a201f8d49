import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { EmbeddedServerError } from '../embedded-server-error.ts';

const execute = promisify(execFile);

/** The account PostgreSQL runs under, where that is not our own. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** In this order; `_postgres` is the name on macOS. */
const ACCOUNT_NAMES = ['postgres', '_postgres', 'nobody'];

/**
 * PostgreSQL refuses to run as root, so root lends it another account: the one that owns the data already, else
 * `postgres` where the system has it, else `nobody`. For everyone else: `undefined`, their own.
 *
 * @throws EmbeddedServerError `no_unprivileged_user`, or `no_permission` for data of another account
 */
export async function chooseAccount(dataDirectory: string): Promise<Account | undefined> {
  const own = process.getuid?.() ?? 0;
  const owner = await stat(dataDirectory).catch(() => undefined);
  if (own !== 0) {
    if (owner === undefined || owner.uid === own) return undefined;
    throw new EmbeddedServerError(
      'no_permission',
      `The PostgreSQL data in ${dataDirectory} belongs to user ${String(owner.uid)}, the program runs as ${String(own)}.`,
      'Start it as the user who started it first (or as root).',
    );
  }
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => ''))
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ACCOUNT_NAMES) {
    const [, , uid, gid] = lines.find(([entry]) => entry === name) ?? [];
    if (Number(uid) > 0 && Number(gid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new EmbeddedServerError(
    'no_unprivileged_user',
    'PostgreSQL does not run as root, and the system has neither a user postgres nor a user nobody.',
    'Create one (useradd --system postgres) or start the program as another user.',
  );
}

/** Whether the account can enter a folder; asked of the system itself, which knows modes, ACLs and mounts. */
export async function canEnter(account: Account, directory: string): Promise<boolean> {
  try {
    await execute('/bin/sh', ['-c', 'cd -- "$1"', 'sh', directory], { ...account, cwd: '/' });
    return true;
  } catch {
    return false;
  }
}
