import { removeEmbeddedPostgres, startEmbeddedPostgres } from '@stepup/embedded-servers';
import { PostgreSqlContainer } from '@testcontainers/postgresql';
import { hasDocker } from '../docker/has-docker.ts';
import { images } from '../docker/images.ts';
import { findFreePort } from '../process/find-free-port.ts';
import { openScratchDirectory } from '../scratch-directory.ts';
import { silentLog } from '../silent-log.ts';
import type { PostgresOptions, PostgresServer } from './postgres-server.ts';

/** Starts PostgreSQL: in a container where Docker works, else the server from npm, as the embedded product runs it. */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  if (await hasDocker()) {
    const port = options.port ?? (await findFreePort());
    const container = await new PostgreSqlContainer(images.postgres)
      .withExposedPorts({ container: 5432, host: port })
      .start();
    return {
      connectionString: container.getConnectionUri(),
      port,
      close: async () => {
        await container.stop();
      },
    };
  }
  const scratch = await openScratchDirectory('postgres', options.directory);
  const server = await startEmbeddedPostgres({ directory: scratch.path, log: options.log ?? silentLog });
  return {
    connectionString: server.connectionString,
    port: server.port,
    close: async () => {
      await server.stop();
      // Its cluster may lie outside, where its account can reach it.
      if (options.directory === undefined) await removeEmbeddedPostgres(scratch.path);
    },
  };
}
