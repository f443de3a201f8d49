/** The first statement of ClickHouse's Go client (and so of Grafana's plugin) over HTTP. */
const HELLO = /^\s*SELECT\s+displayName\(\),\s*version\(\),\s*revision\(\),\s*timezone\(\)\s*;?\s*$/i;

/** From this protocol version on, a block says of each column whether its serialization is a custom one. */
const REVISION_WITH_CUSTOM_SERIALIZATION = 54_454;

/**
 * Whether a statement is the greeting of a client that reads Native blocks of a certain protocol version.
 *
 * Such a client takes the answer's `revision()` for all blocks after it. The embedded engine writes Native blocks of
 * revision 0 only, so the greeting is answered here, in the client's version, with revision 0; from then on both agree.
 */
export function isServerHello(sql: string, format: string, clientRevision: number): boolean {
  return clientRevision > 0 && format === 'Native' && HELLO.test(sql);
}

/** The answer to the greeting as one Native block of the client's version. */
export function encodeServerHello(engineVersion: string, clientRevision: number): Buffer {
  const columns: readonly (readonly [name: string, type: string, value: Buffer])[] = [
    ['displayName()', 'String', text('stepup-embedded')],
    ['version()', 'String', text(engineVersion)],
    ['revision()', 'UInt32', Buffer.alloc(4)],
    ['timezone()', 'String', text('UTC')],
  ];
  const flag = Buffer.alloc(clientRevision >= REVISION_WITH_CUSTOM_SERIALIZATION ? 1 : 0);
  return Buffer.concat([
    // Block information: field 1 (is_overflows) = 0, field 2 (bucket_num) = -1, end.
    Buffer.from([1, 0, 2, 0xff, 0xff, 0xff, 0xff, 0]),
    Buffer.from([columns.length, 1]),
    ...columns.flatMap(([name, type, value]) => [text(name), text(type), flag, value]),
  ]);
}

/** Length and bytes; all texts here are shorter than 128 bytes, so that the length is one byte. */
function text(value: string): Buffer {
  const bytes = Buffer.from(value.slice(0, 100), 'latin1');
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}
