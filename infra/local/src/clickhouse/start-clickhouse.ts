import { startEmbeddedClickHouse } from '@stepup/embedded-servers';
import { openScratchDirectory } from '../scratch-directory.ts';
import { silentLog } from '../silent-log.ts';

export interface ClickHouseServer {
  /** With user, password and database, as services are told of it. */
  readonly url: string;
  close(): Promise<void>;
}

/** As many as several services write at a time. */
const writers = 4;

/** Starts the engine of ClickHouse from npm behind its HTTP interface, also where Docker works. */
export async function startClickHouse(): Promise<ClickHouseServer> {
  const scratch = await openScratchDirectory('clickhouse');
  try {
    const server = await startEmbeddedClickHouse({ directory: scratch.path, log: silentLog, writers });
    const url = new URL('/stepup', server.url);
    url.username = server.username;
    url.password = server.password;
    return {
      url: url.href,
      close: async () => {
        await server.stop();
        await scratch.remove();
      },
    };
  } catch (error) {
    await scratch.remove();
    throw error;
  }
}
