import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { type ArchiveHead, archiveHead, type ArchiveLot, archiveMark } from './archive-lines.ts';
import { pipeThrough } from './pipe-through.ts';

/** What is wrong with a file that should be a backup; nothing of it is to be used. */
export class UnreadableArchive extends Error {
  override readonly name = 'UnreadableArchive';
}

export interface ReadArchive {
  head: ArchiveHead;
  /** Throws {@link UnreadableArchive} where the file is damaged or ends too early. */
  lots: AsyncGenerator<ArchiveLot>;
}

/** Opens a backup. Throws {@link UnreadableArchive} for a file that is none. */
export async function readArchive(path: string): Promise<ReadArchive> {
  const lines = readLines(path);
  const first = await lines.next();
  const head = archiveHead.safeParse(first.done === true ? undefined : parseJson(first.value));
  if (!head.success)
    throw new UnreadableArchive(`${path} is no backup of this product, or of another version.`);
  return { head: head.data, lots: readLots(path, lines) };
}

async function* readLots(path: string, lines: AsyncGenerator<string>): AsyncGenerator<ArchiveLot> {
  let rows = 0;
  for await (const line of lines) {
    const parsed = archiveMark.safeParse(parseJson(line));
    if (!parsed.success) throw new UnreadableArchive(`${path} is damaged after ${rows} rows.`);
    const mark = parsed.data;
    if (mark.part === 'end') {
      if (mark.rows === rows) return;
      throw new UnreadableArchive(`${path} holds ${rows} rows and should hold ${mark.rows}.`);
    }
    const lot: string[] = [];
    while (lot.length < mark.rows) {
      const next = await lines.next();
      if (next.done === true) throw new UnreadableArchive(`${path} ends in the midst of ${mark.table}.`);
      lot.push(next.value);
    }
    rows += lot.length;
    yield mark.part === 'store'
      ? { part: 'store', tenant: mark.tenant, table: mark.table, lines: lot }
      : { part: 'warehouse', table: mark.table, lines: lot };
  }
  throw new UnreadableArchive(
    `${path} ends after ${rows} rows without its last line: it was not made whole.`,
  );
}

/**
 * Lines are split here rather than by `readline`, which hides errors of its input: JSON texts escape ends of line, so the
 * byte 10 alone ends one.
 */
async function* readLines(path: string): AsyncGenerator<string> {
  let rest: Buffer[] = [];
  try {
    for await (const chunk of pipeThrough(createReadStream(path), createGunzip())) {
      let bytes = bufferOf(chunk);
      for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10)) {
        yield Buffer.concat([...rest, bytes.subarray(0, end)]).toString('utf8');
        rest = [];
        bytes = bytes.subarray(end + 1);
      }
      if (bytes.length > 0) rest.push(bytes);
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && /^(Z_|ERR_)/.test(String(error.code))) {
      throw new UnreadableArchive(`${path} is damaged or cut off: ${error.message}.`);
    }
    throw error;
  }
  if (rest.length > 0) throw new UnreadableArchive(`${path} ends within a line.`);
}

function bufferOf(chunk: unknown): Buffer {
  if (Buffer.isBuffer(chunk)) return chunk;
  throw new Error('a stream of bytes gives bytes');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
