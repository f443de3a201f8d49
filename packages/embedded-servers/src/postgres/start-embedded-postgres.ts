import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { EmbeddedServerError } from '../embedded-server-error.ts';
import { assertSupportedPlatform } from '../platform.ts';
import type { RunningServer } from '../running-server.ts';
import type { ServerLog } from '../server-log.ts';
import { DEFAULT_RESTART_POLICY, type RestartPolicy } from '../supervision/backoff.ts';
import { hasRoom } from '../supervision/has-room.ts';
import { supervise } from '../supervision/supervise.ts';
import { toStartError } from '../to-start-error.ts';
import { locateBinaries } from './binaries.ts';
import { SUPERUSER, createCluster } from './create-cluster.ts';
import { inspectCluster } from './inspect-cluster.ts';
import { POSTGRES_STOP_SIGNALS, launchPostgres } from './launch-postgres.ts';
import { DEFAULT_EXTERNAL_DIRECTORY, type Placement, markInitialized, placeCluster } from './placement.ts';

export interface EmbeddedPostgresOptions {
  /** Where its data, or the record of where its data lies, and its password live; belongs to this server alone. */
  readonly directory: string;
  readonly log: ServerLog;
  /** Where data and binaries go that PostgreSQL's account could not reach otherwise (default /var/lib/stepup). */
  readonly externalDirectory?: string;
  readonly restart?: Partial<RestartPolicy>;
  readonly onFailed?: (error: Error) => void;
}

/** Address and credentials of the superuser; they stay the same over restarts of the process. */
export interface EmbeddedPostgres extends RunningServer {
  readonly connectionString: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Where the cluster lies; outside `directory` when its account could not enter that. */
  readonly dataDirectory: string;
}

const HOST = '127.0.0.1';
const DATABASE = 'postgres';

/**
 * Starts a PostgreSQL server of our own on loopback, creating its cluster the first time. A cluster that is damaged
 * or of another major version is never touched.
 *
 * @throws EmbeddedServerError when it does not come up
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  assertSupportedPlatform();
  const { directory, log } = options;
  const { placement, password } = await prepare(options).catch(async (error: unknown) => {
    throw error instanceof EmbeddedServerError
      ? error
      : await toStartError('PostgreSQL', directory, String(error));
  });
  const port = await findFreePort();
  const server = await supervise({
    name: 'postgres',
    log,
    launch: () => launchPostgres(placement, port, join(directory, 'postgres.pid'), log),
    stopSignals: POSTGRES_STOP_SIGNALS,
    stopGraceMs: 20_000,
    restart: { ...DEFAULT_RESTART_POLICY, ...options.restart },
    probeEveryMs: 5_000,
    probeTimeoutMs: 5_000,
    maxSilentProbes: 6,
    hasRoom: () => hasRoom(placement.dataDirectory),
    onFailed: options.onFailed,
  });
  return {
    ...server,
    connectionString: `postgres://${SUPERUSER}:${password}@${HOST}:${String(port)}/${DATABASE}`,
    host: HOST,
    port,
    user: SUPERUSER,
    password,
    database: DATABASE,
    dataDirectory: placement.dataDirectory,
  };
}

async function prepare(
  options: EmbeddedPostgresOptions,
): Promise<{ readonly placement: Placement; readonly password: string }> {
  const { directory, log } = options;
  const binaries = await locateBinaries();
  const placement = await placeCluster(
    directory,
    options.externalDirectory ?? DEFAULT_EXTERNAL_DIRECTORY,
    binaries,
    log,
  );
  const passwordFile = join(directory, 'password');
  const inspection = await inspectCluster(placement.dataDirectory, binaries.major);
  const where = placement.dataDirectory;
  switch (inspection.kind) {
    case 'usable': {
      const password = (await readFile(passwordFile, 'utf8').catch(() => '')).trim();
      if (password !== '') return { placement, password };
      throw new EmbeddedServerError(
        'damaged_directory',
        `The password of the PostgreSQL cluster in ${where} is missing (${passwordFile}).`,
        'Restore that file from a backup.',
      );
    }
    case 'wrong_version':
      throw new EmbeddedServerError(
        'wrong_version',
        `The PostgreSQL cluster in ${where} is of version ${inspection.found}, the program brings version ${String(binaries.major)}.`,
        `Run the release that wrote it, dump its contents, and restore them into an empty data directory.`,
      );
    case 'damaged':
      throw new EmbeddedServerError(
        'damaged_directory',
        `The PostgreSQL cluster in ${where} is damaged: ${inspection.what}.`,
        'Restore it from a backup. Nothing has been changed in it.',
      );
    case 'absent': {
      if (placement.initialized) {
        throw new EmbeddedServerError(
          'damaged_directory',
          `The PostgreSQL cluster that was in ${where} is gone.`,
          'Restore it from a backup, or start with an empty data directory.',
        );
      }
      const password = randomBytes(24).toString('base64url');
      await writeFile(passwordFile, `${password}\n`, { mode: 0o600, flush: true });
      await createCluster(placement, password);
      await markInitialized(directory);
      return { placement, password };
    }
  }
}

/** PostgreSQL cannot be given port 0 and asked afterwards, so the port is found first and may be lost in between. */
function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, HOST, () => {
      const address: AddressInfo | string | null = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no port was given'));
        else resolve(address.port);
      });
    });
  });
}
