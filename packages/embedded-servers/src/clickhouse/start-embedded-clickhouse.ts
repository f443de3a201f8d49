import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { assertSupportedPlatform } from '../platform.ts';
import type { RunningServer } from '../running-server.ts';
import type { ServerLog } from '../server-log.ts';
import { DEFAULT_RESTART_POLICY, type RestartPolicy } from '../supervision/backoff.ts';
import { hasRoom } from '../supervision/has-room.ts';
import { supervise } from '../supervision/supervise.ts';
import { toStartError } from '../to-start-error.ts';
import { launchFront } from './launch-front.ts';

export interface EmbeddedClickHouseOptions {
  /** Where its data lives; belongs to this server alone. */
  readonly directory: string;
  readonly log: ServerLog;
  /** Reading statements that run at a time (default 4); more of them wait. */
  readonly readers?: number;
  /** Writing statements that run at a time (default 2). */
  readonly writers?: number;
  /** What the process may take in all, in bytes (default 900 MiB, at least 512 MiB). */
  readonly maxMemoryBytes?: number;
  /** Default of `max_execution_time` (default 300); a request may set its own. */
  readonly maxExecutionSeconds?: number;
  /** Statements that may wait for each kind (default 1000) before code 202 is answered. */
  readonly maxWaiting?: number;
  /** How far it gives way to other processes of the machine, 0 to 19 as `nice` counts it (default 0). */
  readonly niceness?: number;
  /** A name under which the engine knows itself as a cluster of one node; tables may be spread over it. */
  readonly cluster?: string;
  readonly restart?: Partial<RestartPolicy>;
  readonly onFailed?: (error: Error) => void;
}

/** Address and credentials for `@clickhouse/client`; they stay the same over restarts of the process. */
export interface EmbeddedClickHouse extends RunningServer {
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

const MEBIBYTE = 1024 * 1024;
/** What the process takes before the engine has allocated anything (measured: 300 MB after the first queries). */
const BASE_MEMORY_BYTES = 320 * MEBIBYTE;

/**
 * Starts the ClickHouse engine in a process of its own behind ClickHouse's HTTP interface on loopback.
 *
 * @throws EmbeddedServerError when it does not come up (directory in use, disk full, no permission, platform)
 */
export async function startEmbeddedClickHouse(
  options: EmbeddedClickHouseOptions,
): Promise<EmbeddedClickHouse> {
  assertSupportedPlatform();
  await mkdir(options.directory, { recursive: true, mode: 0o700 }).catch(async (error: unknown) => {
    throw await toStartError('ClickHouse', options.directory, String(error));
  });
  const username = 'default';
  const password = randomBytes(24).toString('base64url');
  const maxMemoryBytes = Math.max(512 * MEBIBYTE, options.maxMemoryBytes ?? 900 * MEBIBYTE);
  let port = 0;
  const server = await supervise({
    name: 'clickhouse',
    log: options.log,
    launch: async () => {
      const front = await launchFront(
        {
          directory: options.directory,
          port,
          username,
          password,
          readers: options.readers ?? 4,
          writers: options.writers ?? 2,
          maxWaiting: options.maxWaiting ?? 1000,
          engineMemoryBytes: maxMemoryBytes - BASE_MEMORY_BYTES,
          maxExecutionSeconds: options.maxExecutionSeconds ?? 300,
          niceness: options.niceness ?? 0,
          ...(options.cluster !== undefined && { cluster: options.cluster }),
        },
        options.log,
        join(options.directory, 'front.pid'),
      );
      port = front.port;
      return front.process;
    },
    stopSignals: ['SIGTERM'],
    stopGraceMs: 15_000,
    restart: { ...DEFAULT_RESTART_POLICY, ...options.restart },
    probeEveryMs: 5_000,
    probeTimeoutMs: 5_000,
    maxSilentProbes: 6,
    hasRoom: () => hasRoom(options.directory),
    onFailed: options.onFailed,
  });
  return { ...server, url: `http://127.0.0.1:${String(port)}`, username, password };
}
