import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** What stands between the product and one engine that has no queue of statements and no keeper. */
export interface ClusterFront {
  url: string;
  /** Statements that were meant for every node, as the product sent them. */
  readonly statements: readonly string[];
  stop(): Promise<void>;
}

const onCluster = / ON CLUSTER `\w+`/g;
const replicated = /Replicated(\w*MergeTree)\('[^']*', '[^']*'(?:, )?/g;

/**
 * Does what a queue of statements does for a cluster of one node: carries out there what was meant for all. Replicated tables become
 * plain ones, since of one replica nothing is replicated. Everything else passes as it is.
 */
export async function startClusterFront(engineUrl: string): Promise<ClusterFront> {
  const statements: string[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const sent = (await buffer(request)).toString('latin1');
      if (onCluster.test(sent)) statements.push(sent);
      onCluster.lastIndex = 0;
      if (sent.includes('SYSTEM SYNC REPLICA')) {
        response.end();
        return;
      }
      const body = Buffer.from(sent.replace(onCluster, '').replace(replicated, '$1('), 'latin1');
      const {
        host: _,
        connection: __,
        'content-length': ___,
        'transfer-encoding': ____,
        ...headers
      } = request.headers;
      const answer = await fetch(new URL(request.url ?? '/', engineUrl), {
        method: request.method ?? 'POST',
        headers: Object.entries(headers).map(([name, value]) => [name, String(value)]),
        ...(request.method !== 'GET' && { body }),
      });
      const kept = [...answer.headers].filter(
        ([name]) =>
          !/^(?:content-encoding|content-length|transfer-encoding|connection|keep-alive)$/.test(name),
      );
      response.writeHead(answer.status, Object.fromEntries(kept));
      response.end(Buffer.from(await answer.arrayBuffer()));
    })().catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : new Error(String(error))),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the front has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    statements,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
