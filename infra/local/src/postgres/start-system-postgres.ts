import { chmod, chown, mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Availability } from '../availability.ts';
import { findFreePort } from '../process/find-free-port.ts';
import { runProgram } from '../process/run-program.ts';
import { startProcess } from '../process/start-process.ts';
import { openScratchDirectory } from '../scratch-directory.ts';
import { ServerUnavailable } from '../server-unavailable.ts';
import { silentLog } from '../silent-log.ts';
import type { PostgresOptions, PostgresServer } from './postgres-server.ts';

/** Where Debian's package `postgresql` puts the oldest version that is supported. */
const BINARIES = '/usr/lib/postgresql/15/bin';

export async function findSystemPostgres(): Promise<Availability> {
  if ((await stat(join(BINARIES, 'postgres')).catch(() => undefined)) !== undefined)
    return { kind: 'process' };
  return { kind: 'unavailable', reason: `PostgreSQL 15 of the system is missing (${BINARIES})` };
}

/** PostgreSQL does not run as root, which lends it the account that the system's package has made. */
async function chooseAccount(): Promise<{ uid: number; gid: number } | Record<string, never>> {
  if (process.getuid?.() !== 0) return {};
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const [, , uid, gid] = lines.find(([name]) => name === 'postgres') ?? [];
  if (uid === undefined || gid === undefined) throw new ServerUnavailable('there is no account postgres');
  return { uid: Number(uid), gid: Number(gid) };
}

/**
 * Starts the PostgreSQL of the system's package, which is older than the one from npm, on loopback.
 *
 * @throws ServerUnavailable where the package is missing
 */
export async function startSystemPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const found = await findSystemPostgres();
  if (found.kind === 'unavailable') throw new ServerUnavailable(found.reason);
  const scratch = await openScratchDirectory('postgres', options.directory);
  await mkdir(scratch.path, { recursive: true });
  const account = await chooseAccount();
  const data = join(scratch.path, 'data');
  if (account.uid !== undefined) {
    await chown(scratch.path, account.uid, account.gid);
    await chmod(scratch.path, 0o711);
  }
  if ((await stat(join(data, 'PG_VERSION')).catch(() => undefined)) === undefined) {
    const cluster = ['--pgdata', data, '--username', 'postgres', '--auth', 'trust', '--encoding', 'UTF8'];
    await runProgram(join(BINARIES, 'initdb'), [...cluster, '--locale', 'C.UTF-8', '--no-sync'], account);
  }
  const port = options.port ?? (await findFreePort());
  const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '', timezone: 'UTC' };
  const server = await startProcess({
    ...account,
    name: 'postgres',
    program: join(BINARIES, 'postgres'),
    options: ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    ready: /database system is ready to accept connections/,
    // Fast shutdown; SIGTERM would wait for clients to leave.
    stopSignal: 'SIGINT',
    log: options.log ?? silentLog,
  });
  return {
    connectionString: `postgres://postgres@127.0.0.1:${port}/postgres`,
    port,
    close: async () => {
      await server.stop();
      await scratch.remove();
    },
  };
}
