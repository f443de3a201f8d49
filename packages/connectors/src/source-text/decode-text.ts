import { isUtf8 } from 'node:buffer';
import { type FileRefusal, refuseFile } from '../refusal.ts';
import type { BytesChunk } from './unpack.ts';

/** Encodings a mapping may state. `latin1` is read as windows-1252, as browsers and spreadsheets do. */
export const statedEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'latin1'] as const;
export type StatedEncoding = (typeof statedEncodings)[number];

export interface TextChunk {
  readonly kind: 'text';
  readonly text: string;
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/**
 * Text of unpacked bytes, without its byte order mark. A mark decides; else the stated encoding, else UTF-8.
 * A byte sequence that is not valid in the encoding refuses the file with its line; nothing is ever replaced.
 */
export async function* decodeText(
  chunks: AsyncIterable<BytesChunk | FileRefusal>,
  stated: StatedEncoding | undefined,
): AsyncGenerator<TextChunk | FileRefusal> {
  let decoder: Decoder | undefined;
  for await (const chunk of chunks) {
    if (chunk.kind === 'file_refused') {
      yield { ...chunk, line: decoder?.line ?? 1 };
      return;
    }
    decoder ??= new Decoder(chunk.bytes, stated);
    const decoded = decoder.decode(chunk.bytes);
    yield decoded;
    if (decoded.kind === 'file_refused') return;
  }
  if (decoder !== undefined) yield decoder.end();
}

function encodingByMark(start: Buffer): { encoding: Encoding; markLength: number } | undefined {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf)
    return { encoding: 'utf-8', markLength: 3 };
  if (start[0] === 0xff && start[1] === 0xfe) return { encoding: 'utf-16le', markLength: 2 };
  if (start[0] === 0xfe && start[1] === 0xff) return { encoding: 'utf-16be', markLength: 2 };
  return undefined;
}

/** How many bytes at the end of `bytes` begin a UTF-8 sequence that the next chunk has to complete (0 to 3). */
function unfinishedUtf8Length(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? back : 0;
    }
  }
  return 0;
}

class Decoder {
  /** The line on which the text decoded so far ends. */
  line = 1;
  readonly #encoding: Encoding;
  readonly #stated: boolean;
  readonly #wide: InstanceType<typeof TextDecoder> | undefined;
  #markLength: number;
  #unfinished = Buffer.alloc(0);
  #endsInCarriageReturn = false;

  constructor(start: Buffer, stated: StatedEncoding | undefined) {
    const mark = encodingByMark(start);
    this.#encoding = mark?.encoding ?? (stated === 'latin1' ? 'windows-1252' : (stated ?? 'utf-8'));
    this.#stated = stated !== undefined || mark !== undefined;
    this.#markLength = mark?.markLength ?? 0;
    this.#wide =
      this.#encoding === 'utf-8'
        ? undefined
        : new TextDecoder(this.#encoding, { fatal: true, ignoreBOM: true });
  }

  decode(chunk: Buffer): TextChunk | FileRefusal {
    const bytes =
      this.#unfinished.length > 0
        ? Buffer.concat([this.#unfinished, chunk])
        : chunk.subarray(this.#markLength);
    this.#markLength = 0;
    if (this.#wide !== undefined) return this.#decodeWide(this.#wide, bytes);
    const finished = bytes.length - unfinishedUtf8Length(bytes);
    this.#unfinished = Buffer.from(bytes.subarray(finished));
    return this.#decodeUtf8(bytes.subarray(0, finished));
  }

  end(): TextChunk | FileRefusal {
    if (this.#wide !== undefined) {
      try {
        return { kind: 'text', text: this.#wide.decode() };
      } catch {
        return this.#refuse('The file ends in the middle of a character.');
      }
    }
    return this.#unfinished.length === 0
      ? { kind: 'text', text: '' }
      : this.#refuse('The file ends in the middle of a UTF-8 character.');
  }

  #decodeUtf8(bytes: Buffer): TextChunk | FileRefusal {
    // What comes first in the file is to blame, wherever it is cut.
    const zero = this.#stated ? -1 : bytes.indexOf(0);
    if (!isUtf8(zero < 0 ? bytes : bytes.subarray(0, zero))) {
      this.#countLines(bytes.toString('latin1', 0, firstInvalidLineStart(bytes)));
      return this.#refuse('These bytes are not valid UTF-8.');
    }
    if (zero >= 0) {
      this.#countLines(bytes.toString('utf8', 0, zero));
      return refuseFile(
        'encoding_not_stated',
        this.line,
        'The file holds zero bytes: it is UTF-16 without a byte order mark, or no text at all. ' +
          'If it is text, state its encoding in the mapping (for example "encoding: utf-16le").',
      );
    }
    const text = bytes.toString('utf8');
    this.#countLines(text);
    return { kind: 'text', text };
  }

  #decodeWide(decoder: InstanceType<typeof TextDecoder>, bytes: Buffer): TextChunk | FileRefusal {
    try {
      const text = decoder.decode(bytes, { stream: true });
      this.#countLines(text);
      return { kind: 'text', text };
    } catch {
      // The place inside the chunk is where a forgiving decoder puts its first replacement character.
      const forgiving = new TextDecoder(this.#encoding, { ignoreBOM: true }).decode(bytes);
      this.#countLines(forgiving.slice(0, Math.max(0, forgiving.indexOf('\ufffd'))));
      return this.#refuse(`These bytes are not valid ${this.#encoding.toUpperCase()}.`);
    }
  }

  #refuse(finding: string): FileRefusal {
    const advice = this.#stated
      ? 'Check the encoding that the mapping states, or export the file again.'
      : 'State the encoding in the mapping ("encoding: windows-1252" is what spreadsheets often write), or save the file as UTF-8.';
    return refuseFile('encoding_invalid', this.line, `${finding} ${advice}`);
  }

  /** CR LF, LF and CR alone each end a line; a CR LF cut by a chunk counts once. */
  #countLines(text: string): void {
    let breaks = 0;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) breaks += 1;
    for (let at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1)) {
      if (text.charCodeAt(at + 1) !== 10) breaks += 1;
    }
    if (this.#endsInCarriageReturn && text.startsWith('\n')) breaks -= 1;
    if (text !== '') this.#endsInCarriageReturn = text.endsWith('\r');
    this.line += breaks;
  }
}

/** Where the first line that is not valid UTF-8 starts; line breaks never lie inside a UTF-8 sequence. */
function firstInvalidLineStart(bytes: Buffer): number {
  let start = 0;
  for (;;) {
    const lineFeed = bytes.indexOf(10, start);
    const carriageReturn = bytes.indexOf(13, start);
    const breaks = [lineFeed, carriageReturn].filter((at) => at >= 0);
    const end = breaks.length === 0 ? bytes.length : Math.min(...breaks) + 1;
    if (end === bytes.length || !isUtf8(bytes.subarray(start, end))) return start;
    start = end;
  }
}
