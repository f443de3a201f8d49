import { open } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';

/** A request body that is read once, front to back: a head for the statement, the rest for a file. */
export class RequestBody {
  readonly #chunks: AsyncIterator<unknown>;
  #ended = false;

  private constructor(chunks: AsyncIterator<unknown>) {
    this.#chunks = chunks;
  }

  /** Undoes the content encoding; `undefined` for an encoding that is not known. */
  static of(request: IncomingMessage): RequestBody | undefined {
    const decoded = decode(request);
    return decoded === undefined ? undefined : new RequestBody(decoded[Symbol.asyncIterator]());
  }

  /** Reads until at least `bytes` are there or the body ends. */
  async readHead(bytes: number): Promise<{ readonly head: Buffer; readonly complete: boolean }> {
    const parts: Buffer[] = [];
    let length = 0;
    while (length < bytes) {
      const part = await this.#next();
      if (part === undefined) break;
      parts.push(part);
      length += part.length;
    }
    return { head: Buffer.concat(parts), complete: this.#ended };
  }

  /** Writes `first` and what is left of the body to a new file, one piece in memory at a time. */
  async writeRest(
    file: string,
    first: Buffer,
    limitBytes: number,
  ): Promise<{ readonly bytes: number } | 'too_large'> {
    const target = await open(file, 'wx', 0o600);
    try {
      let bytes = 0;
      for (let part: Buffer | undefined = first; part !== undefined; part = await this.#next()) {
        bytes += part.length;
        if (bytes > limitBytes) return 'too_large';
        // Unlike `write` it never stops short: on a disk that fills up that would store part of the rows as if they were all.
        await target.appendFile(part);
      }
      return { bytes };
    } finally {
      await target.close();
    }
  }

  async #next(): Promise<Buffer | undefined> {
    if (this.#ended) return undefined;
    const step = await this.#chunks.next();
    if (step.done === true) {
      this.#ended = true;
      return undefined;
    }
    return Buffer.isBuffer(step.value) ? step.value : Buffer.from(String(step.value));
  }
}

function decode(request: IncomingMessage): Readable | undefined {
  const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? '';
  if (encoding === '' || encoding === 'identity') return request;
  const decoder = decoderOf(encoding);
  if (decoder === undefined) return undefined;
  // A damaged body may fail before anybody reads it; the reader still meets the failure.
  decoder.on('error', () => undefined);
  request.on('error', (error) => decoder.destroy(error));
  request.on('aborted', () => decoder.destroy(new Error('the client closed the connection')));
  return request.pipe(decoder);
}

function decoderOf(encoding: string): (NodeJS.ReadWriteStream & Readable) | undefined {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    case 'zstd':
      return createZstdDecompress();
    default:
      return undefined;
  }
}
