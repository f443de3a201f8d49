import { Readable, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type FileRefusal, refuseFile } from '../refusal.ts';

export interface BytesChunk {
  readonly kind: 'bytes';
  readonly bytes: Buffer;
}

function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Puts the first chunks together until at least `atLeast` bytes are there to look at, then passes on. */
async function* withWholeStart(source: AsyncIterable<Uint8Array>, atLeast: number): AsyncGenerator<Buffer> {
  let start: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of source) {
    if (start === undefined) {
      yield toBuffer(chunk);
      continue;
    }
    start = Buffer.concat([start, chunk]);
    if (start.length >= atLeast) {
      yield start;
      start = undefined;
    }
  }
  if (start !== undefined && start.length > 0) yield start;
}

function systemErrorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function refusalOf(error: unknown): FileRefusal {
  const code = systemErrorCode(error);
  // Errors without a system code are bugs of the reader, not of the file.
  if (code === undefined) throw error;
  if (code.startsWith('Z_')) {
    return refuseFile(
      'gzip_damaged',
      1,
      `The gzip data is damaged or cut off (${code}). Copy or export the file again.`,
    );
  }
  return refuseFile(
    'file_unreadable',
    1,
    `The file cannot be read (${code}). Check its path and its permissions.`,
  );
}

/**
 * Bytes of a file, unpacked if they start with gzip's magic number; the file's name plays no part.
 * Other archives are refused by name. What the operating system or zlib report comes as a refusal.
 */
export async function* unpackBytes(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<BytesChunk | FileRefusal> {
  try {
    const chunks = withWholeStart(source, 4);
    const first = await chunks.next();
    if (first.done === true) return;
    const start = first.value;
    if (start[0] === 0x50 && start[1] === 0x4b && start[2] === 0x03 && start[3] === 0x04) {
      yield refuseFile(
        'file_kind_unsupported',
        1,
        'This is a zip archive or a spreadsheet (.xlsx). Unpack it, or save the sheet as CSV, and import that file.',
      );
      return;
    }
    const whole = rejoin(start, chunks);
    if (start[0] !== 0x1f || start[1] !== 0x8b) {
      for await (const bytes of whole) yield { kind: 'bytes', bytes };
      return;
    }
    const gunzip = createGunzip({ chunkSize: 256 * 1024 });
    // The callback is there because pipeline demands one; the error also surfaces in the iteration below.
    pipeline(Readable.from(whole, { objectMode: true }), gunzip, () => undefined);
    for await (const bytes of gunzip) {
      if (Buffer.isBuffer(bytes)) yield { kind: 'bytes', bytes };
    }
  } catch (error) {
    yield refusalOf(error);
  }
}

async function* rejoin(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}
