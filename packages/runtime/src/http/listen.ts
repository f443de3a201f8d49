import { STATUS_CODES, createServer } from 'node:http';
import type { RequestListener, Server, ServerResponse } from 'node:http';
import { isIPv6 } from 'node:net';
import type { Duplex } from 'node:stream';

export interface ListenOptions {
  host: string;
  /** 0 takes a free port. */
  port: number;
  /** How long a request may take to arrive in full; default 120 s. */
  requestTimeoutMs?: number;
}

export interface ListeningServer {
  host: string;
  port: number;
  /** For example `http://127.0.0.1:4000`. */
  url: string;
  /**
   * Takes no new connections, lets requests under way finish (idle kept-alive connections are closed at
   * once), and after `timeoutMs` (default 10 s) cuts what is left. Repeated calls share one close.
   */
  close(options?: { timeoutMs?: number }): Promise<void>;
}

export type ListenResult =
  | { kind: 'listening'; server: ListeningServer }
  | { kind: 'port_taken'; port: number }
  | { kind: 'port_forbidden'; port: number }
  | { kind: 'host_unavailable'; host: string };

const maxHeaderBytes = 16 * 1024;
const headersTimeoutMs = 20_000;
const keepAliveTimeoutMs = 5_000;

function answerUnparsable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const title = STATUS_CODES[status] ?? 'Bad Request';
  const body = JSON.stringify({ type: 'about:blank', title, status });
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\nConnection: close\r\nContent-Type: application/problem+json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/** Answers under way, so that closing can tell their clients not to reuse the connection. */
function trackAnswers(server: Server): Set<ServerResponse> {
  const underWay = new Set<ServerResponse>();
  server.prependListener('request', (_request, response) => {
    underWay.add(response);
    if (!server.listening) response.setHeader('Connection', 'close');
    response.on('close', () => {
      underWay.delete(response);
      // Its connection turns idle only after this event; a closing server must not wait for keep-alive to end.
      if (!server.listening) setImmediate(() => server.closeIdleConnections());
    });
  });
  return underWay;
}

async function closeServer(
  server: Server,
  underWay: ReadonlySet<ServerResponse>,
  timeoutMs: number,
): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  for (const response of underWay) if (!response.headersSent) response.setHeader('Connection', 'close');
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), timeoutMs);
  await closed;
  clearTimeout(timer);
}

/** Starts an HTTP/1.1 server on one address. Errors of the address are returned; others throw. */
export async function listen(app: RequestListener, options: ListenOptions): Promise<ListenResult> {
  const requestTimeoutMs = options.requestTimeoutMs ?? 120_000;
  const server = createServer(
    {
      maxHeaderSize: maxHeaderBytes,
      headersTimeout: Math.min(headersTimeoutMs, requestTimeoutMs),
      requestTimeout: requestTimeoutMs,
      keepAliveTimeout: keepAliveTimeoutMs,
      connectionsCheckingInterval: Math.min(5_000, requestTimeoutMs),
    },
    app,
  );
  server.maxHeadersCount = 100;
  server.on('clientError', answerUnparsable);
  const underWay = trackAnswers(server);

  const failure = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    server.once('error', resolve);
    server.listen({ host: options.host, port: options.port }, () => {
      server.off('error', resolve);
      resolve(null);
    });
  });
  if (failure !== null) {
    if (failure.code === 'EADDRINUSE') return { kind: 'port_taken', port: options.port };
    if (failure.code === 'EACCES') return { kind: 'port_forbidden', port: options.port };
    if (failure.code === 'EADDRNOTAVAIL' || failure.code === 'ENOTFOUND' || failure.code === 'EAI_AGAIN') {
      return { kind: 'host_unavailable', host: options.host };
    }
    throw failure;
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no TCP port');
  const { host } = options;
  const { port } = address;
  let closing: Promise<void> | null = null;
  return {
    kind: 'listening',
    server: {
      host,
      port,
      url: `http://${isIPv6(host) ? `[${host}]` : host}:${port}`,
      close: ({ timeoutMs = 10_000 } = {}) => (closing ??= closeServer(server, underWay, timeoutMs)),
    },
  };
}
