import { execFile } from 'node:child_process';
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { childEnvironment } from '../config.ts';
import { toStartError } from '../to-start-error.ts';
import type { Placement } from './placement.ts';

const execute = promisify(execFile);

export const SUPERUSER = 'postgres';

/**
 * Creates the cluster: UTF-8, the built-in C.UTF-8 locale (the same order on every platform, independent of the
 * system's libraries), page checksums, SCRAM passwords. It gets its final name only when complete.
 */
export async function createCluster(placement: Placement, password: string): Promise<void> {
  const { dataDirectory, nativeDirectory, account } = placement;
  const unfinished = join(dirname(dataDirectory), 'data.new');
  const passwordFile = join(unfinished, 'password');
  const cluster = join(unfinished, 'cluster');
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  try {
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    if (account !== undefined) {
      await chown(passwordFile, account.uid, account.gid);
      await chown(unfinished, account.uid, account.gid);
    }
    const settings = [
      '--pgdata',
      cluster,
      '--username',
      SUPERUSER,
      '--pwfile',
      passwordFile,
      '--auth',
      'scram-sha-256',
      '--encoding',
      'UTF8',
      '--locale',
      'C',
      '--locale-provider',
      'builtin',
      '--builtin-locale',
      'C.UTF-8',
      '--data-checksums',
    ];
    await execute(join(nativeDirectory, 'bin', 'initdb'), settings, {
      ...account,
      cwd: '/',
      env: childEnvironment({ LC_ALL: 'C', TZ: 'UTC' }),
    });
    await rename(cluster, dataDirectory);
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
    throw await toStartError('PostgreSQL', dataDirectory, said === '' ? String(error) : said);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}
