import type { ServerLog } from '@stepup/embedded-servers';
import { RedisContainer } from '@testcontainers/redis';
import { mkdir } from 'node:fs/promises';
import type { Availability } from '../availability.ts';
import { hasDocker } from '../docker/has-docker.ts';
import { images } from '../docker/images.ts';
import { restartableContainer } from '../docker/restartable-container.ts';
import { findFreePort } from '../process/find-free-port.ts';
import { hasProgram } from '../process/has-program.ts';
import { type Restartable, startRestartable } from '../process/restartable.ts';
import { startProcess } from '../process/start-process.ts';
import { openScratchDirectory } from '../scratch-directory.ts';
import { ServerUnavailable } from '../server-unavailable.ts';
import { silentLog } from '../silent-log.ts';

export interface RedisOptions {
  directory?: string;
  port?: number;
  log?: ServerLog;
}

export interface RedisServer extends Restartable {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** What jobs need: nothing evicted, and an append-only file. */
const settings = ['--maxmemory-policy', 'noeviction', '--appendonly', 'yes', '--save', ''];

export async function findRedis(): Promise<Availability> {
  if (await hasDocker()) return { kind: 'docker' };
  if (await hasProgram('redis-server', ['--version'])) return { kind: 'process' };
  return {
    kind: 'unavailable',
    reason:
      'Redis needs Docker or the program redis-server; no Docker engine answers, and the program is missing',
  };
}

/**
 * Starts a Redis server on loopback that keeps what jobs need.
 *
 * @throws ServerUnavailable where there is neither Docker nor redis-server
 */
export async function startRedis(options: RedisOptions = {}): Promise<RedisServer> {
  const found = await findRedis();
  if (found.kind === 'unavailable') throw new ServerUnavailable(found.reason);
  const port = options.port ?? (await findFreePort());
  const url = `redis://127.0.0.1:${port}`;
  if (found.kind === 'docker') {
    const container = await new RedisContainer(images.redis)
      .withExposedPorts({ container: 6379, host: port })
      .withCommand(['redis-server', ...settings])
      .start();
    return {
      ...restartableContainer(container),
      url,
      port,
      close: async () => {
        await container.stop();
      },
    };
  }
  const scratch = await openScratchDirectory('redis', options.directory);
  await mkdir(scratch.path, { recursive: true });
  const place = ['--port', String(port), '--bind', '127.0.0.1', '--dir', scratch.path];
  const server = await startRestartable('Redis', () =>
    startProcess({
      name: 'redis',
      program: 'redis-server',
      options: [...place, ...settings],
      ready: /Ready to accept connections/,
      stopSignal: 'SIGTERM',
      log: options.log ?? silentLog,
    }),
  );
  return {
    ...server,
    url,
    port,
    close: async () => {
      await server.stop();
      await scratch.remove();
    },
  };
}
