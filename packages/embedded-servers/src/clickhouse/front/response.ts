import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type ServerException, httpStatusOf } from './exception.ts';
import { contentTypeOf } from './output-format.ts';

/** Counts for the X-ClickHouse-Summary header. */
export interface Summary {
  readonly readRows?: number;
  readonly readBytes?: number;
  readonly writtenRows?: number;
  readonly writtenBytes?: number;
  readonly resultRows?: number;
  readonly resultBytes?: number;
  readonly elapsedNs: bigint;
}

/** What every answer to a statement carries. */
export interface AnswerHead {
  readonly queryId: string;
  readonly format: string;
  readonly gzip: boolean;
  readonly summary: Summary;
}

/** @param status the HTTP status, where it does not follow from the exception's code */
export function sendException(
  response: ServerResponse,
  failure: ServerException,
  queryId?: string,
  status = httpStatusOf(failure.code),
): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const body = Buffer.from(`${failure.body}\n`);
  if (status === 401) response.setHeader('WWW-Authenticate', 'Basic realm="ClickHouse server HTTP API"');
  if (queryId !== undefined) response.setHeader('X-ClickHouse-Query-Id', queryId);
  response.setHeader('X-ClickHouse-Exception-Code', String(failure.code));
  response.setHeader('Content-Type', 'text/plain; charset=UTF-8');
  response.setHeader('Content-Length', body.length);
  response.writeHead(status);
  response.end(body);
}

/** Sends an answer that is known as a whole. */
export function sendWhole(response: ServerResponse, head: AnswerHead, body: Uint8Array): void {
  if (response.destroyed) return;
  setHead(response, head);
  if (!head.gzip) {
    response.setHeader('Content-Length', body.length);
    response.writeHead(200);
    response.end(body);
    return;
  }
  response.writeHead(200);
  const gzip = createGzip();
  gzip.pipe(response);
  gzip.end(body);
}

/** Sends an answer that lies in a file. */
export async function sendFile(
  response: ServerResponse,
  head: AnswerHead,
  { path, size }: { readonly path: string; readonly size: number },
  gone: AbortSignal,
): Promise<void> {
  if (response.destroyed) return;
  setHead(response, head);
  if (!head.gzip) response.setHeader('Content-Length', size);
  response.writeHead(200);
  const stages = head.gzip ? [createGzip()] : [];
  await pipeline([createReadStream(path), ...stages, response], { signal: gone }).catch((error: unknown) => {
    if (!gone.aborted) throw error;
  });
}

/** An answer sent piece by piece; `write` waits for the client, so that at most one piece is in memory. */
export interface PieceWriter {
  write(piece: Uint8Array, gone: AbortSignal): Promise<void>;
  /** Ends the answer with an exception the client can tell from rows by the tag announced in the header. */
  fail(failure: ServerException): void;
  end(): void;
}

export function openPieces(response: ServerResponse, head: AnswerHead, exceptionTag: string): PieceWriter {
  setHead(response, head);
  response.setHeader('X-ClickHouse-Exception-Tag', exceptionTag);
  response.writeHead(200);
  const gzip = head.gzip ? createGzip() : undefined;
  gzip?.pipe(response);
  const target = gzip ?? response;
  return {
    write: async (piece, gone) => {
      if (!target.write(piece)) await once(target, 'drain', { signal: gone });
    },
    fail: (failure) => {
      const message = `${failure.body}\n`;
      const marker = '\r\n__exception__\r\n';
      const length = String(Buffer.byteLength(message));
      target.end(`${marker}${exceptionTag}\r\n${message}${length} ${exceptionTag}${marker}`);
    },
    end: () => {
      target.end();
    },
  };
}

function setHead(response: ServerResponse, head: AnswerHead): void {
  response.setHeader('X-ClickHouse-Query-Id', head.queryId);
  response.setHeader('X-ClickHouse-Format', head.format);
  response.setHeader('X-ClickHouse-Timezone', 'UTC');
  response.setHeader('X-ClickHouse-Server-Display-Name', 'stepup-embedded');
  response.setHeader('Content-Type', contentTypeOf(head.format));
  response.setHeader('X-ClickHouse-Summary', JSON.stringify(summaryFields(head.summary)));
  if (head.gzip) response.setHeader('Content-Encoding', 'gzip');
}

/** All counts are strings, as a ClickHouse server writes them: they may exceed what a JSON number holds. */
function summaryFields(summary: Summary): Record<string, string> {
  return {
    read_rows: String(summary.readRows ?? 0),
    read_bytes: String(summary.readBytes ?? 0),
    written_rows: String(summary.writtenRows ?? 0),
    written_bytes: String(summary.writtenBytes ?? 0),
    total_rows_to_read: '0',
    result_rows: String(summary.resultRows ?? summary.writtenRows ?? 0),
    result_bytes: String(summary.resultBytes ?? summary.writtenBytes ?? 0),
    elapsed_ns: String(summary.elapsedNs),
  };
}
