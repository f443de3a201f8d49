import { once } from 'node:events';
import { createConnection, createServer, type Socket } from 'node:net';

/**
 * How a link behaves: as it should, with a delay each way, silent while it stays open, or cut. `answer_lost`: what is asked
 * arrives, and the link is cut as soon as it is answered.
 */
type LinkState =
  | { kind: 'up' }
  | { kind: 'slow'; delayMs: number }
  | { kind: 'silent' }
  | { kind: 'answer_lost' }
  | { kind: 'cut' };

/** A link to a server that can be disturbed. */
export interface TcpProxy {
  port: number;
  /** `cut` ends every connection; the other states hold for what passes from now on. */
  set(state: LinkState): void;
  close(): Promise<void>;
}

/** Listens on a free port of this machine and hands on what comes to `target`, a port of this machine too. */
export async function startTcpProxy(target: () => number): Promise<TcpProxy> {
  let state: LinkState = { kind: 'up' };
  const sockets = new Set<Socket>();

  const hold = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  const cutAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const pass = (from: Socket, to: Socket, connected: Promise<unknown>, isAnswer: boolean): void => {
    // Bytes keep their order however the delay changes meanwhile.
    let before: Promise<unknown> = connected;
    from.on('data', (bytes: Buffer) => {
      if (state.kind === 'silent' || state.kind === 'cut') return;
      if (state.kind === 'answer_lost' && isAnswer) {
        state = { kind: 'cut' };
        cutAll();
        return;
      }
      const delayMs = state.kind === 'slow' ? state.delayMs : 0;
      before = before.then(async () => {
        if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
        if (!to.destroyed) to.write(bytes);
      });
    });
    from.on('close', () => to.destroy());
  };

  const server = createServer((client) => {
    hold(client);
    if (state.kind === 'cut') {
      client.destroy();
      return;
    }
    const upstream = createConnection({ host: '127.0.0.1', port: target() });
    hold(upstream);
    const connected = new Promise((resolve) => upstream.once('connect', resolve));
    pass(client, upstream, connected, false);
    pass(upstream, client, connected, true);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy listens on TCP');
  return {
    port: address.port,
    set(next) {
      // What a silent link has swallowed is lost, so its connections cannot go on.
      if (next.kind === 'cut' || state.kind === 'silent') cutAll();
      state = next;
    },
    async close() {
      server.close();
      cutAll();
      await once(server, 'close');
    },
  };
}
