import type { IncomingMessage } from 'node:http';
import { createGunzip } from 'node:zlib';
import type { BodyBudget } from './body-budget.ts';
import type { HttpRequest } from './handler.ts';

export interface ReadBodyOptions {
  /** Bound of the body as sent and, separately, as inflated. */
  maxBytes: number;
  /** Bound of what is read and thrown away of a body that is too large, so that its sender hears the answer. */
  maxDiscardedBytes?: number;
  /** Bound of all bodies that are held at a time; shared by the requests of a process. */
  budget?: BodyBudget;
}

export type BodyResult =
  | { kind: 'read'; bytes: Uint8Array }
  | { kind: 'too_large'; limitBytes: number }
  /** The budget holds no more at the moment: answer 503 with `Retry-After`. */
  | { kind: 'busy' }
  | { kind: 'unsupported_encoding'; encoding: string }
  /** Declared as gzip, and is none or is cut off. */
  | { kind: 'bad_encoding' }
  /** The sender went away; nobody reads an answer. */
  | { kind: 'aborted' };

type Collected = { kind: 'collected'; bytes: Uint8Array } | { kind: 'too_large' };

async function collect(chunks: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Collected> {
  const collected: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of chunks) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > maxBytes) return { kind: 'too_large' };
    collected.push(chunk);
  }
  return { kind: 'collected', bytes: Buffer.concat(collected) };
}

/** Reads on without keeping anything; a sender that still writes would not see an answer sent before. */
async function discard(request: IncomingMessage, maxBytes: number): Promise<void> {
  let sizeBytes = 0;
  for await (const chunk of chunksOf(request)) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > maxBytes) return;
  }
}

/** Leaving the iteration early must not destroy the socket: the answer still has to go out on it. */
function chunksOf(request: IncomingMessage): AsyncIterable<Uint8Array> {
  return request.iterator({ destroyOnReturn: false });
}

/** The most a request can come to hold, from what it declares. */
function worstCaseBytes(request: IncomingMessage, isGzip: boolean, maxBytes: number): number {
  const declared = request.headers['content-length'];
  const sentBytes = declared === undefined ? maxBytes : Math.min(Number(declared), maxBytes);
  return isGzip ? sentBytes + maxBytes : sentBytes;
}

async function inflate(bytes: Uint8Array, maxBytes: number): Promise<Collected | { kind: 'bad_encoding' }> {
  const gunzip = createGunzip();
  gunzip.end(bytes);
  try {
    // Stops inside the stream at the bound: a bomb is never inflated further than one chunk beyond it.
    return await collect(gunzip, maxBytes);
  } catch {
    return { kind: 'bad_encoding' };
  } finally {
    gunzip.destroy();
  }
}

/**
 * Reads a request body as bytes, `Content-Encoding: gzip` undone.
 *
 * `maxBytes` bounds both what is sent and what it inflates to. After `too_large`, `busy` and
 * `unsupported_encoding` the rest of the body has been read and dropped up to `maxDiscardedBytes`
 * (default: twice `maxBytes`), and the connection is set to close behind the answer.
 */
export async function readBody(request: HttpRequest, options: ReadBodyOptions): Promise<BodyResult> {
  const { maxBytes } = options;
  const refuse = async <Refusal extends BodyResult>(
    refusal: Refusal,
  ): Promise<Refusal | { kind: 'aborted' }> => {
    request.res?.setHeader('Connection', 'close');
    await discard(request, options.maxDiscardedBytes ?? 2 * maxBytes);
    return refusal;
  };
  try {
    const encoding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
    const isGzip = encoding === 'gzip' || encoding === 'x-gzip';
    if (!isGzip && encoding !== 'identity') return await refuse({ kind: 'unsupported_encoding', encoding });
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
      return await refuse({ kind: 'too_large', limitBytes: maxBytes });
    }
    if (options.budget !== undefined) {
      const release = options.budget.reserve(
        Math.min(worstCaseBytes(request, isGzip, maxBytes), options.budget.totalBytes),
      );
      if (release === null) return await refuse({ kind: 'busy' });
      // A sender that has gone already closes nothing any more.
      if (request.res === undefined || request.res.closed) release();
      else request.res.on('close', release);
    }
    const sent = await collect(chunksOf(request), maxBytes);
    if (sent.kind === 'too_large') return await refuse({ kind: 'too_large', limitBytes: maxBytes });
    if (!isGzip) return { kind: 'read', bytes: sent.bytes };
    const inflated = await inflate(sent.bytes, maxBytes);
    if (inflated.kind === 'too_large') return { kind: 'too_large', limitBytes: maxBytes };
    if (inflated.kind === 'bad_encoding') return inflated;
    return { kind: 'read', bytes: inflated.bytes };
  } catch (error) {
    if (request.destroyed && !request.complete) return { kind: 'aborted' };
    throw error;
  }
}
