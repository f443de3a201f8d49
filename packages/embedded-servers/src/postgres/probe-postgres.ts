import { connect } from 'node:net';

/** Whether the server takes connections, is up but not yet (recovery), or does not answer. */
export type PostgresAnswer = 'accepting' | 'starting' | 'silent';

const PROTOCOL_3_0 = 0x0003_0000;

/**
 * Opens a connection as far as the request for a password, like pg_isready: needs neither password nor driver and
 * leaves no line in the log.
 */
export function probePostgres(port: number, timeoutMs: number): Promise<PostgresAnswer> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const settle = (answer: PostgresAnswer): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(timeoutMs, () => {
      settle('silent');
    });
    socket.on('error', () => {
      settle('silent');
    });
    socket.on('end', () => {
      settle('silent');
    });
    socket.on('connect', () => socket.write(startupMessage()));
    // First byte of the answer: R asks for authentication, E is an error (57P03: starting up or shutting down).
    socket.on('data', (bytes) => {
      settle(bytes.toString('latin1', 0, 1) === 'R' ? 'accepting' : 'starting');
    });
  });
}

function startupMessage(): Buffer {
  const fields = Buffer.from('user\0postgres\0database\0postgres\0\0', 'latin1');
  const head = Buffer.alloc(8);
  head.writeInt32BE(head.length + fields.length, 0);
  head.writeInt32BE(PROTOCOL_3_0, 4);
  return Buffer.concat([head, fields]);
}
