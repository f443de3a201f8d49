import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const rawInsertResult = z.object({ elapsed: z.number(), rowsWritten: z.number(), bytesWritten: z.number() });
type RawInsertCall = (
  connection: unknown,
  sql: string,
  data: Buffer,
  countLines: boolean,
) => Promise<unknown>;
const addonSchema = z.object({
  InsertRawAsyncConnection: z.custom<RawInsertCall>((value) => typeof value === 'function'),
});

export interface WrittenRows {
  readonly writtenRows: number;
  readonly writtenBytes: number;
}

/**
 * chdb's public API reports written rows only for inserts it words itself, in a handful of formats. The native
 * call below it reports them for every INSERT, hence this reach into the pinned version of the package; a changed
 * layout stops the front at start, not at the first insert.
 *
 * @throws when chdb no longer has the call
 */
export function loadRawInsert(): (connection: unknown, sql: string) => Promise<WrittenRows> {
  const require = createRequire(import.meta.url);
  const loader = z
    .object({ loadNative: z.custom<() => unknown>((value) => typeof value === 'function') })
    .parse(require(join(dirname(require.resolve('chdb')), 'dist', 'loader.js')));
  const addon = addonSchema.parse(loader.loadNative());
  return async (connection, sql) => {
    const result = rawInsertResult.parse(
      await addon.InsertRawAsyncConnection(connection, sql, Buffer.alloc(0), false),
    );
    return { writtenRows: result.rowsWritten, writtenBytes: result.bytesWritten };
  };
}
